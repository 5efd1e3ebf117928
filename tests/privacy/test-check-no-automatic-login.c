// SPDX-FileCopyrightText: 2026 An Nhi contributors
// SPDX-License-Identifier: GPL-3.0-or-later

/* Automatic login of GDM, LightDM, SDDM and text consoles; what cannot be read is never good. */

#include "tree.h"

#define UNIT "/etc/systemd/system/display-manager.service"
#define DEBIAN "/etc/X11/default-display-manager"

typedef struct {
  const char *label;
  const char *unit; /* target of UNIT */
  TreeFile files[3];
  AnCheckState state;
  const char *reason;
} Case;

static const Case cases[] = {
  { "nothing installed", NULL, { { NULL } }, AN_CHECK_UNKNOWN, "No login screen" },
  { "switched off", "/dev/null", { { NULL } }, AN_CHECK_UNKNOWN, "No login screen" },
  { "an unknown one",
    "/lib/systemd/system/greetd.service",
    { { NULL } },
    AN_CHECK_UNKNOWN,
    "greetd" },
  { "GDM without settings", "/lib/systemd/system/gdm3.service", { { NULL } }, AN_CHECK_OK, "GDM" },
  { "GDM as Debian brings it",
    "/lib/systemd/system/gdm.service",
    { { "/etc/gdm3/daemon.conf",
        "# GDM configuration storage\n[daemon]\n#WaylandEnable=false\n"
        "#  AutomaticLoginEnable = true\n#  AutomaticLogin = user1\n[security]\n" } },
    AN_CHECK_OK,
    "GDM" },
  { "GDM logs in",
    "/lib/systemd/system/gdm.service",
    { { "/etc/gdm3/daemon.conf",
        "[daemon]\nAutomaticLoginEnable = True\nAutomaticLogin = nhi\n" } },
    AN_CHECK_ATTENTION,
    "“nhi” without asking (/etc/gdm3/daemon.conf)" },
  { "GDM logs in, by a broken file",
    "/lib/systemd/system/gdm.service",
    { { "/etc/gdm3/custom.conf",
        "}}}\n[daemon]\nno equals "
        "sign\nAutomaticLoginEnable=1\r\nAutomaticLogin=bo\n\xff\xfe\n" } },
    AN_CHECK_ATTENTION,
    "“bo”" },
  { "GDM after a while",
    "/lib/systemd/system/gdm.service",
    { { "/etc/gdm/custom.conf", "[daemon]\nTimedLoginEnable=true\nTimedLogin=nhi\n" } },
    AN_CHECK_ATTENTION,
    "“nhi”" },
  { "GDM, switched on for nobody",
    "/lib/systemd/system/gdm.service",
    { { "/etc/gdm3/daemon.conf", "[daemon]\nAutomaticLoginEnable=true\nAutomaticLogin=\n" } },
    AN_CHECK_OK,
    "GDM" },
  { "GDM, named and switched off",
    "/lib/systemd/system/gdm.service",
    { { "/etc/gdm3/daemon.conf", "[daemon]\nAutomaticLoginEnable=false\nAutomaticLogin=nhi\n" } },
    AN_CHECK_OK,
    "GDM" },
  { "GDM, on in one file and off in another",
    "/lib/systemd/system/gdm.service",
    { { "/etc/gdm3/daemon.conf", "[daemon]\nAutomaticLoginEnable=true\nAutomaticLogin=nhi\n" },
      { "/etc/gdm3/custom.conf", "[daemon]\nAutomaticLoginEnable=false\nAutomaticLogin=\n" } },
    AN_CHECK_ATTENTION,
    "daemon.conf" },
  { "GDM, another group",
    "/lib/systemd/system/gdm.service",
    { { "/etc/gdm3/daemon.conf", "[greeter]\nAutomaticLoginEnable=true\nAutomaticLogin=nhi\n" } },
    AN_CHECK_OK,
    "GDM" },
  { "GDM cannot be read",
    "/lib/systemd/system/gdm.service",
    { { "/etc/gdm3/daemon.conf", NULL } },
    AN_CHECK_UNKNOWN,
    "/etc/gdm3/daemon.conf" },
  { "LightDM without settings",
    "/lib/systemd/system/lightdm.service",
    { { NULL } },
    AN_CHECK_OK,
    "LightDM" },
  { "LightDM logs in",
    "/lib/systemd/system/lightdm.service",
    { { "/etc/lightdm/lightdm.conf", "[Seat:*]\nautologin-user=nhi\nautologin-user-timeout=0\n" } },
    AN_CHECK_ATTENTION,
    "“nhi”" },
  { "LightDM logs in by a folder",
    "/lib/systemd/system/lightdm.service",
    { { "/etc/lightdm/lightdm.conf.d/50-home.conf", "[SeatDefaults]\nautologin-user = bo\n" } },
    AN_CHECK_ATTENTION,
    "50-home.conf" },
  { "LightDM logs in by /usr/share",
    "/lib/systemd/system/lightdm.service",
    { { "/usr/share/lightdm/lightdm.conf.d/01.conf", "[Seat:seat0]\nautologin-user=bo\n" } },
    AN_CHECK_ATTENTION,
    "/usr/share/lightdm" },
  { "LightDM, taken back later",
    "/lib/systemd/system/lightdm.service",
    { { "/usr/share/lightdm/lightdm.conf.d/01.conf", "[Seat:*]\nautologin-user=bo\n" },
      { "/etc/lightdm/lightdm.conf", "[Seat:*]\nautologin-user=\n" } },
    AN_CHECK_OK,
    "LightDM" },
  { "LightDM lets a guest in",
    "/lib/systemd/system/lightdm.service",
    { { "/etc/lightdm/lightdm.conf", "[Seat:*]\nautologin-guest=true\n" } },
    AN_CHECK_ATTENTION,
    "guest" },
  { "LightDM's folder cannot be read",
    "/lib/systemd/system/lightdm.service",
    { { "/etc/lightdm/lightdm.conf.d", "a file where a folder is expected" } },
    AN_CHECK_UNKNOWN,
    "lightdm.conf.d" },
  { "SDDM without settings",
    "/lib/systemd/system/sddm.service",
    { { NULL } },
    AN_CHECK_OK,
    "SDDM" },
  { "SDDM logs in",
    "/lib/systemd/system/sddm.service",
    { { "/etc/sddm.conf.d/kde_settings.conf", "[Autologin]\nRelogin=false\nUser=nhi\n" } },
    AN_CHECK_ATTENTION,
    "“nhi”" },
  { "SDDM, commented out",
    "/lib/systemd/system/sddm.service",
    { { "/etc/sddm.conf", "[Autologin]\nUser=# nhi\n" } },
    AN_CHECK_OK,
    "SDDM" },
  { "SDDM cannot be read",
    "/lib/systemd/system/sddm.service",
    { { "/etc/sddm.conf", NULL } },
    AN_CHECK_UNKNOWN,
    "/etc/sddm.conf" },
  { "by Debian's file",
    NULL,
    { { DEBIAN, "/usr/sbin/lightdm\n" },
      { "/etc/lightdm/lightdm.conf", "[Seat:*]\nautologin-user=nhi\n" } },
    AN_CHECK_ATTENTION,
    "“nhi”" },
  { "by Debian's file, empty", NULL, { { DEBIAN, "\n" } }, AN_CHECK_UNKNOWN, "No login screen" },
  { "settings of one that does not run",
    "/lib/systemd/system/gdm.service",
    { { "/etc/lightdm/lightdm.conf", "[Seat:*]\nautologin-user=nhi\n" } },
    AN_CHECK_OK,
    "GDM" },
  { "a console logs in",
    NULL,
    { { "/etc/systemd/system/getty@tty1.service.d/autologin.conf",
        "[Service]\nExecStart=\nExecStart=-/sbin/agetty --autologin nhi --noclear %I $TERM\n" } },
    AN_CHECK_ATTENTION,
    "text console" },
  { "a console logs in, the screen asks",
    "/lib/systemd/system/gdm.service",
    { { "/etc/systemd/system/getty@.service", "[Service]\nExecStart=-/sbin/agetty -a nhi %I\n" } },
    AN_CHECK_ATTENTION,
    "text console" },
  { "a console asks",
    "/lib/systemd/system/gdm.service",
    { { "/etc/systemd/system/getty@tty1.service.d/noclear.conf",
        "[Service]\nTTYVTDisallocate=no\n" } },
    AN_CHECK_OK,
    "GDM" },
  { "a console cannot be read",
    "/lib/systemd/system/gdm.service",
    { { "/etc/systemd/system/getty@tty1.service.d/x.conf", NULL } },
    AN_CHECK_UNKNOWN,
    "x.conf" },
};

static void
test_case (gconstpointer data)
{
  const Case *c = data;
  Tree tree;

  tree_set_up (&tree, NULL);
  if (c->unit != NULL)
    tree_link (&tree, UNIT, c->unit);
  tree_write_all (&tree, c->files, G_N_ELEMENTS (c->files));
  tree_expect (&tree, &an_check_no_automatic_login, c->state, c->reason);
  tree_tear_down (&tree, NULL);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++) {
    g_autofree char *path = g_strdup_printf ("/automatic-login/%02u %s", (guint) i, cases[i].label);

    g_strdelimit (path + strlen ("/automatic-login/"), "/", '|');
    g_test_add_data_func (path, &cases[i], test_case);
  }
  return g_test_run ();
}
