// SPDX-FileCopyrightText: 2026 An Nhi contributors
// SPDX-License-Identifier: GPL-3.0-or-later

/* Checks that ask which services and programs there are, on small systems made of files. */

#include <string.h>

#include "privacy/an-fix.h"
#include "tree.h"

#define MAX_FILES 6
#define WANTS "/etc/systemd/system/multi-user.target.wants/"
#define RUNS(name)                                                                                 \
  {                                                                                                \
    "/sys/fs/cgroup/system.slice/" name ".service/x", ""                                           \
  }
#define BOOTED                                                                                     \
  {                                                                                                \
    "/run/systemd/system/.keep", ""                                                                \
  }

typedef struct {
  const char *label;
  const AnCheck *check;
  TreeFile files[MAX_FILES];
  AnCheckState state;
  const char *reason;
  const char *command; /* (nullable): a part of what is offered */
} Case;

static const Case cases[] = {
  { "login: nothing known", &an_check_remote_login_off, { { NULL } }, AN_CHECK_UNKNOWN, "", NULL },
  { "login: none", &an_check_remote_login_off, { BOOTED }, AN_CHECK_OK, "Nobody can", NULL },
  { "login: runs",
    &an_check_remote_login_off,
    { BOOTED, RUNS ("ssh") },
    AN_CHECK_ATTENTION,
    "(ssh)",
    "disable --now ssh" },
  { "login: starts next time",
    &an_check_remote_login_off,
    { BOOTED, { WANTS "dropbear.service", "" } },
    AN_CHECK_ATTENTION,
    "(dropbear)",
    "disable --now dropbear" },
  { "login: by a socket",
    &an_check_remote_login_off,
    { BOOTED, { "/etc/systemd/system/sockets.target.wants/ssh.socket", "" } },
    AN_CHECK_ATTENTION,
    "(ssh)",
    "ssh" },
  { "desktop: nothing known",
    &an_check_remote_desktop_off,
    { { NULL } },
    AN_CHECK_UNKNOWN,
    "",
    NULL },
  { "desktop: none", &an_check_remote_desktop_off, { BOOTED }, AN_CHECK_OK, "No service", NULL },
  { "desktop: runs",
    &an_check_remote_desktop_off,
    { BOOTED, RUNS ("xrdp") },
    AN_CHECK_ATTENTION,
    "(xrdp)",
    "disable --now xrdp" },
  { "files: nothing known", &an_check_file_sharing_off, { { NULL } }, AN_CHECK_UNKNOWN, "", NULL },
  { "files: none", &an_check_file_sharing_off, { BOOTED }, AN_CHECK_OK, "No service", NULL },
  { "files: GNOME could",
    &an_check_file_sharing_off,
    { BOOTED, { "/usr/lib/systemd/user/gnome-user-share-webdav.service", "" } },
    AN_CHECK_UNKNOWN,
    "each account",
    NULL },
  { "files: Samba",
    &an_check_file_sharing_off,
    { BOOTED, RUNS ("smbd") },
    AN_CHECK_ATTENTION,
    "(smbd)",
    "disable --now smbd" },
  { "firewall: nothing known", &an_check_firewall_on, { { NULL } }, AN_CHECK_UNKNOWN, "", NULL },
  { "firewall: none",
    &an_check_firewall_on,
    { BOOTED },
    AN_CHECK_ATTENTION,
    "has no",
    "install ufw" },
  { "firewall: firewalld",
    &an_check_firewall_on,
    { BOOTED, { "/usr/sbin/firewalld", "" }, RUNS ("firewalld") },
    AN_CHECK_OK,
    "firewalld is on",
    NULL },
  { "firewall: firewalld off",
    &an_check_firewall_on,
    { BOOTED, { "/usr/sbin/firewalld", "" } },
    AN_CHECK_ATTENTION,
    "switched off",
    "enable --now firewalld" },
  { "firewall: ufw",
    &an_check_firewall_on,
    { BOOTED,
      { "/usr/sbin/ufw", "" },
      { WANTS "ufw.service", "" },
      { "/etc/ufw/ufw.conf", "# ENABLED=no\nENABLED=yes\n" } },
    AN_CHECK_OK,
    "ufw is on",
    NULL },
  { "firewall: ufw says no",
    &an_check_firewall_on,
    { BOOTED,
      { "/usr/sbin/ufw", "" },
      { WANTS "ufw.service", "" },
      { "/etc/ufw/ufw.conf", "#ENABLED=yes\nENABLED=no\n" } },
    AN_CHECK_ATTENTION,
    "switched off",
    "ufw enable" },
  { "firewall: ufw does not start",
    &an_check_firewall_on,
    { BOOTED, { "/usr/sbin/ufw", "" }, { "/etc/ufw/ufw.conf", "ENABLED=yes\n" } },
    AN_CHECK_ATTENTION,
    "switched off",
    "ufw enable" },
  { "firewall: ufw unreadable",
    &an_check_firewall_on,
    { BOOTED, { "/usr/sbin/ufw", "" }, { WANTS "ufw.service", "" }, { "/etc/ufw/ufw.conf", NULL } },
    AN_CHECK_UNKNOWN,
    "cannot be read",
    NULL },
  { "firewall: rules of its own",
    &an_check_firewall_on,
    { BOOTED, { "/etc/systemd/system/sysinit.target.wants/nftables.service", "" } },
    AN_CHECK_UNKNOWN,
    "of its own",
    NULL },
  { "guard: none", &an_check_guard_on, { BOOTED }, AN_CHECK_ATTENTION, "not installed", NULL },
  { "guard: stands still",
    &an_check_guard_on,
    { BOOTED, { "/usr/lib/systemd/system/annhi-guardd.service", "" } },
    AN_CHECK_ATTENTION,
    "does not run",
    "enable --now annhi-guardd" },
  { "guard: an old verdict is not enough",
    &an_check_guard_on,
    { BOOTED,
      { "/usr/lib/systemd/system/annhi-guardd.service", "" },
      { "/run/annhi/verdict", "" } },
    AN_CHECK_ATTENTION,
    "does not run",
    "annhi-guardd" },
  { "guard: nothing known",
    &an_check_guard_on,
    { { "/usr/lib/systemd/system/annhi-guardd.service", "" } },
    AN_CHECK_UNKNOWN,
    "",
    NULL },
  { "guard: on",
    &an_check_guard_on,
    { BOOTED,
      { "/usr/lib/systemd/system/annhi-guardd.service", "" },
      { "/run/annhi/verdict", "" },
      RUNS ("annhi-guardd") },
    AN_CHECK_OK,
    "and runs",
    NULL },
};

static void
test_case (gconstpointer data)
{
  const Case *c = data;
  g_autoptr (AnFix) fix = NULL;
  Tree tree;

  tree_set_up (&tree, NULL);
  tree_write_all (&tree, c->files, G_N_ELEMENTS (c->files));
  tree_expect (&tree, c->check, c->state, c->reason);
  fix = an_fix_plan (tree.context, c->check->id);
  g_assert_true ((fix != NULL) == (c->command != NULL));
  if (fix != NULL) {
    g_assert_cmpuint (fix->changes->len, ==, 0);
    g_assert_nonnull (strstr (fix->command, c->command));
    g_assert_nonnull (fix->words);
  }
  tree_tear_down (&tree, NULL);
}

static void
test_gnome_shares_the_screen (Tree *tree, gconstpointer data)
{
  g_autoptr (AnFix) fix = NULL;
  g_autoptr (GError) error = NULL;

  tree_boot (tree);
  tree_use_gnome (tree, "[org/gnome/desktop/rdp]\nenable=true\n");
  tree_expect (tree, &an_check_remote_desktop_off, AN_CHECK_ATTENTION, "GNOME shares");
  fix = an_fix_plan (tree->context, "remote-desktop-off");
  g_assert_true (an_fix_apply (fix, tree->context, &error));
  g_assert_no_error (error);
  tree_expect (tree, &an_check_remote_desktop_off, AN_CHECK_OK, "No service");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++) {
    g_autofree char *path = g_strdup_printf ("/services/%s", cases[i].label);

    g_test_add_data_func (path, &cases[i], test_case);
  }
  g_test_add ("/services/gnome-shares-the-screen",
              Tree,
              NULL,
              tree_set_up,
              test_gnome_shares_the_screen,
              tree_tear_down);
  return g_test_run ();
}
