// SPDX-FileCopyrightText: 2026 An Nhi contributors
// SPDX-License-Identifier: GPL-3.0-or-later

/* Updates, guests, rules of browsers and encryption, on small systems made of files. */

#include <string.h>

#include "privacy/an-fix.h"
#include "tree.h"

#define MAX_FILES 6
#define TOOL                                                                                       \
  {                                                                                                \
    "/usr/bin/unattended-upgrade", ""                                                              \
  }
#define APT "/etc/apt/apt.conf.d/"
#define FIREFOX                                                                                    \
  {                                                                                                \
    "/usr/bin/firefox-esr", ""                                                                     \
  }
#define FIREFOX_RULES "/etc/firefox/policies/policies.json"
#define CHROMIUM                                                                                   \
  {                                                                                                \
    "/usr/bin/chromium", ""                                                                        \
  }
#define GUEST                                                                                      \
  {                                                                                                \
    "/usr/sbin/guest-account", ""                                                                  \
  }
#define MOUNTS "/proc/self/mountinfo"
#define ROOT_ON(device) "22 1 " device " / / rw,relatime shared:1 - ext4 /dev/sda1 rw\n"

typedef struct {
  const char *label;
  const AnCheck *check;
  TreeFile files[MAX_FILES];
  AnCheckState state;
  const char *reason;
  const char *command; /* (nullable): a part of what is offered */
} Case;

static const Case cases[] = {
  { "updates: not Debian", &an_check_updates_automatic, { { NULL } }, AN_CHECK_UNKNOWN, "", NULL },
  { "updates: on",
    &an_check_updates_automatic,
    { TOOL,
      { APT "20auto-upgrades",
        "APT::Periodic::Update-Package-Lists \"1\";\n"
        "APT::Periodic::Unattended-Upgrade \"1\";\n" } },
    AN_CHECK_OK,
    "by themselves",
    NULL },
  { "updates: every third day",
    &an_check_updates_automatic,
    { TOOL,
      { APT "20auto-upgrades",
        "APT::Periodic::Update-Package-Lists 3;\nAPT::Periodic::Unattended-Upgrade 3;\n" } },
    AN_CHECK_OK,
    "by themselves",
    NULL },
  { "updates: lists alone",
    &an_check_updates_automatic,
    { TOOL, { APT "10periodic", "APT::Periodic::Update-Package-Lists \"1\";\n" } },
    AN_CHECK_ATTENTION,
    "unless somebody",
    "unattended-upgrades" },
  { "updates: in a comment",
    &an_check_updates_automatic,
    { TOOL,
      { APT "20auto-upgrades",
        "// APT::Periodic::Update-Package-Lists \"1\";\n"
        "#APT::Periodic::Unattended-Upgrade \"1\";\n" } },
    AN_CHECK_ATTENTION,
    "unless somebody",
    "90annhi-updates" },
  { "updates: a later file switches off",
    &an_check_updates_automatic,
    { TOOL,
      { APT "20auto-upgrades",
        "APT::Periodic::Update-Package-Lists \"1\";\n"
        "APT::Periodic::Unattended-Upgrade \"1\";\n" },
      { APT "99off", "APT::Periodic::Unattended-Upgrade \"0\";\n" } },
    AN_CHECK_ATTENTION,
    "unless somebody",
    "apt install" },
  { "updates: a file APT does not read",
    &an_check_updates_automatic,
    { TOOL,
      { APT "20auto-upgrades.dpkg-old",
        "APT::Periodic::Update-Package-Lists \"1\";\n"
        "APT::Periodic::Unattended-Upgrade \"1\";\n" } },
    AN_CHECK_ATTENTION,
    "unless somebody",
    "apt install" },
  { "updates: set, but the program is not there",
    &an_check_updates_automatic,
    { { APT "20auto-upgrades",
        "APT::Periodic::Update-Package-Lists \"1\";\n"
        "APT::Periodic::Unattended-Upgrade \"1\";\n" } },
    AN_CHECK_ATTENTION,
    "unless somebody",
    "apt install" },
  { "updates: unreadable",
    &an_check_updates_automatic,
    { TOOL, { APT "20auto-upgrades", NULL } },
    AN_CHECK_UNKNOWN,
    "cannot be read",
    NULL },
  { "guest: none", &an_check_no_guest_account, { { NULL } }, AN_CHECK_OK, "no account", NULL },
  { "guest: an account",
    &an_check_no_guest_account,
    { { "/etc/passwd", "guest:x:1003:1003::/home/guest:/bin/bash\n" } },
    AN_CHECK_ATTENTION,
    "“guest”",
    "usermod --lock" },
  { "guest: an account that cannot log in",
    &an_check_no_guest_account,
    { { "/etc/passwd", "guest:x:1003:1003::/home/guest:/usr/sbin/nologin\n" } },
    AN_CHECK_OK,
    "no account",
    NULL },
  { "guest: LightDM can, and says nothing",
    &an_check_no_guest_account,
    { GUEST },
    AN_CHECK_ATTENTION,
    "login screen",
    "90-annhi-no-guest.conf" },
  { "guest: LightDM can, and must not",
    &an_check_no_guest_account,
    { GUEST, { "/etc/lightdm/lightdm.conf.d/50.conf", "[Seat:*]\nallow-guest=false\n" } },
    AN_CHECK_OK,
    "no account",
    NULL },
  { "guest: a later line allows",
    &an_check_no_guest_account,
    { GUEST,
      { "/etc/lightdm/lightdm.conf.d/50.conf", "[Seat:*]\nallow-guest=false\n" },
      { "/etc/lightdm/lightdm.conf", "[Seat:*]\nallow-guest=true\n" } },
    AN_CHECK_ATTENTION,
    "login screen",
    "no-guest" },
  { "browser: none", &an_check_browser_policies, { { NULL } }, AN_CHECK_UNKNOWN, "none", NULL },
  { "browser: Firefox alone",
    &an_check_browser_policies,
    { FIREFOX },
    AN_CHECK_ATTENTION,
    "Firefox",
    "/etc/firefox/policies/policies.json" },
  { "browser: Firefox with rules",
    &an_check_browser_policies,
    { FIREFOX, { FIREFOX_RULES, "{\"policies\":{\"DisableTelemetry\":true}}" } },
    AN_CHECK_OK,
    "Each browser",
    NULL },
  { "browser: rules without a rule",
    &an_check_browser_policies,
    { FIREFOX, { FIREFOX_RULES, "{\"policies\":{}}" } },
    AN_CHECK_ATTENTION,
    "Firefox",
    "sudo tee" },
  { "browser: broken rules",
    &an_check_browser_policies,
    { FIREFOX, { FIREFOX_RULES, "{\"policies\":" } },
    AN_CHECK_ATTENTION,
    "Firefox",
    "sudo tee" },
  { "browser: one of two",
    &an_check_browser_policies,
    { FIREFOX, { FIREFOX_RULES, "{\"policies\":{\"DisableTelemetry\":true}}" }, CHROMIUM },
    AN_CHECK_ATTENTION,
    "Chromium",
    "/etc/chromium/policies/managed/annhi.json" },
  { "browser: both",
    &an_check_browser_policies,
    { FIREFOX,
      { FIREFOX_RULES, "{\"policies\":{\"DisableTelemetry\":true}}" },
      CHROMIUM,
      { "/etc/chromium/policies/managed/x.json", "{\"ForceGoogleSafeSearch\":true}" } },
    AN_CHECK_OK,
    "Each browser",
    NULL },
  { "disk: nothing known", &an_check_disk_encrypted, { { NULL } }, AN_CHECK_UNKNOWN, "", NULL },
  { "disk: plain",
    &an_check_disk_encrypted,
    { { MOUNTS, ROOT_ON ("8:1") }, { "/sys/dev/block/8:1/partition", "1" } },
    AN_CHECK_ATTENTION,
    "takes the disk out",
    NULL },
  { "disk: LUKS",
    &an_check_disk_encrypted,
    { { MOUNTS, ROOT_ON ("254:0") }, { "/sys/dev/block/254:0/dm/uuid", "CRYPT-LUKS2-ab-x\n" } },
    AN_CHECK_OK,
    "is encrypted",
    NULL },
  { "disk: LVM on LUKS",
    &an_check_disk_encrypted,
    { { MOUNTS, ROOT_ON ("254:1") },
      { "/sys/dev/block/254:1/dm/uuid", "LVM-x\n" },
      { "/sys/dev/block/254:1/slaves/dm-0/x", "" },
      { "/sys/class/block/dm-0/dm/uuid", "CRYPT-LUKS2-ab\n" } },
    AN_CHECK_OK,
    "is encrypted",
    NULL },
  { "disk: LVM on two, one of them plain",
    &an_check_disk_encrypted,
    { { MOUNTS, ROOT_ON ("254:1") },
      { "/sys/dev/block/254:1/slaves/dm-0/x", "" },
      { "/sys/dev/block/254:1/slaves/sdb1/x", "" },
      { "/sys/class/block/dm-0/dm/uuid", "CRYPT-LUKS2-ab\n" },
      { "/sys/class/block/sdb1/partition", "1" } },
    AN_CHECK_ATTENTION,
    "takes the disk out",
    NULL },
  { "disk: home on its own",
    &an_check_disk_encrypted,
    { { MOUNTS, ROOT_ON ("8:1") "23 22 254:0 / /home rw - ext4 /dev/mapper/home rw\n" },
      { "/sys/dev/block/8:1/partition", "1" },
      { "/sys/dev/block/254:0/dm/uuid", "CRYPT-LUKS2-ab\n" } },
    AN_CHECK_OK,
    "is encrypted",
    NULL },
  { "disk: another folder that begins alike",
    &an_check_disk_encrypted,
    { { MOUNTS, ROOT_ON ("8:1") "23 22 254:0 / /home/nh rw - ext4 /dev/mapper/home rw\n" },
      { "/sys/dev/block/8:1/partition", "1" },
      { "/sys/dev/block/254:0/dm/uuid", "CRYPT-LUKS2-ab\n" } },
    AN_CHECK_ATTENTION,
    "takes the disk out",
    NULL },
  { "disk: btrfs",
    &an_check_disk_encrypted,
    { { MOUNTS, "22 1 0:30 /@ / rw - btrfs /dev/sda2 rw\n" },
      { "/sys/class/block/sda2/partition", "2" } },
    AN_CHECK_ATTENTION,
    "takes the disk out",
    NULL },
  { "disk: a container",
    &an_check_disk_encrypted,
    { { MOUNTS, "22 1 0:30 / / rw - overlay overlay rw\n" } },
    AN_CHECK_UNKNOWN,
    "cannot see",
    NULL },
  { "disk: rubbish",
    &an_check_disk_encrypted,
    { { MOUNTS, "22 1\n - - -\n\n" } },
    AN_CHECK_UNKNOWN,
    "cannot see",
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
  if (c->check == &an_check_disk_encrypted)
    tree_write (&tree, "/home/nhi/.keep", "");
  tree_expect (&tree, c->check, c->state, c->reason);
  fix = an_fix_plan (tree.context, c->check->id);
  g_assert_true ((fix != NULL) == (c->command != NULL));
  if (fix != NULL) {
    g_assert_cmpuint (fix->changes->len, ==, 0);
    g_assert_nonnull (strstr (fix->command, c->command));
  }
  tree_tear_down (&tree, NULL);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++) {
    g_autofree char *path = g_strdup_printf ("/system/%s", cases[i].label);

    g_test_add_data_func (path, &cases[i], test_case);
  }
  return g_test_run ();
}
