// SPDX-FileCopyrightText: 2026 An Nhi contributors
// SPDX-License-Identifier: GPL-3.0-or-later

/*
 * disk-encrypted: a stolen PC does not give away what is on it. Follows the device under the home
 * folder down to one that is encrypted. Nothing is offered: it takes a new installation.
 */

#define G_LOG_DOMAIN "an-privacy"

#include <string.h>

#include "base/an-i18n.h"
#include "privacy/an-account.h"

#define MAX_DEPTH 8
#define MAX_BYTES (4 * 1024 * 1024)

typedef enum { PLAIN, ENCRYPTED, UNKNOWN } Answer;

/* What of a line of /proc/self/mountinfo is asked for. */
typedef struct {
  char *device; /* (owned) (nullable): major:minor */
  char *source; /* (owned) (nullable): such as /dev/sda1 */
  gsize length; /* of the place it is mounted on */
} Mount;

static void
clear_mount (Mount *mount)
{
  g_clear_pointer (&mount->device, g_free);
  g_clear_pointer (&mount->source, g_free);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Mount, clear_mount)

/* Whether @path lies at or below @place. */
static gboolean
is_below (const char *path, const char *place)
{
  gsize length = strlen (place);

  if (g_str_equal (place, "/"))
    return TRUE;
  return strncmp (path, place, length) == 0 && (path[length] == '/' || path[length] == '\0');
}

/* `36 35 98:0 / /home rw,noatime master:1 - ext4 /dev/sda2 rw`; the longest place wins, of two the
 * later one. */
static void
find_mount (const char *text, const char *path, Mount *mount)
{
  g_auto (GStrv) lines = g_strsplit (text, "\n", -1);

  for (guint i = 0; lines[i] != NULL; i++) {
    g_auto (GStrv) words = g_strsplit (lines[i], " ", -1);
    guint n_words = g_strv_length (words), dash = 6;

    while (dash < n_words && !g_str_equal (words[dash], "-"))
      dash++;
    if (dash + 2 >= n_words || !is_below (path, words[4]) || strlen (words[4]) < mount->length)
      continue;
    clear_mount (mount);
    mount->length = strlen (words[4]);
    mount->device = g_strdup (words[2]);
    mount->source = g_strdup (words[dash + 2]);
  }
}

/* @folder: of a block device below /sys. Of several devices under it, each must be encrypted. */
static Answer
follow (const AnCheckContext *context, const char *folder, guint depth)
{
  g_autofree char *real = an_check_context_path (context, folder);
  g_autofree char *uuid = g_build_filename (real, "dm/uuid", NULL);
  g_autofree char *slaves = g_build_filename (real, "slaves", NULL);
  g_autofree char *text = NULL;
  g_autoptr (GDir) dir = NULL;
  const char *name;
  Answer answer = PLAIN;
  guint n_slaves = 0;

  if (depth > MAX_DEPTH || !g_file_test (real, G_FILE_TEST_IS_DIR))
    return UNKNOWN;
  if (g_file_get_contents (uuid, &text, NULL, NULL) && g_str_has_prefix (text, "CRYPT-"))
    return ENCRYPTED;
  dir = g_dir_open (slaves, 0, NULL);
  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL) {
    g_autofree char *next = g_build_filename ("/sys/class/block", name, NULL);
    Answer below = follow (context, next, depth + 1);

    n_slaves++;
    if (below != ENCRYPTED)
      return below;
    answer = ENCRYPTED;
  }
  return n_slaves > 0 ? answer : PLAIN;
}

static Answer
find_answer (const AnCheckContext *context, const char *home)
{
  g_autofree char *path = an_check_context_path (context, "/proc/self/mountinfo");
  g_autofree char *text = NULL, *folder = NULL, *name = NULL;
  g_auto (Mount) mount = { NULL };
  gsize length;

  if (!g_file_get_contents (path, &text, &length, NULL) || length > MAX_BYTES)
    return UNKNOWN;
  find_mount (text, home, &mount);
  if (mount.device == NULL)
    return UNKNOWN;
  /* btrfs and others have a number of their own; their source tells the device. */
  if (!g_str_has_prefix (mount.device, "0:")) {
    folder = g_build_filename ("/sys/dev/block", mount.device, NULL);
  } else if (g_str_has_prefix (mount.source, "/dev/mapper/")) {
    /* The name below /dev/mapper is not the one below /sys. */
    return UNKNOWN;
  } else if (g_str_has_prefix (mount.source, "/dev/")) {
    name = g_path_get_basename (mount.source);
    folder = g_build_filename ("/sys/class/block", name, NULL);
  } else {
    return UNKNOWN;
  }
  return follow (context, folder, 0);
}

static AnCheckResult *
look (const AnCheckContext *context, GCancellable *cancellable)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (AnAccount) account = an_account_find (context, &error);

  if (account == NULL)
    return an_check_result_new (AN_CHECK_UNKNOWN, "%s", error->message);
  switch (find_answer (context, account->home)) {
  case ENCRYPTED:
    return an_check_result_new (AN_CHECK_OK,
                                "%s",
                                _ ("The disk with the child's files is encrypted."));
  case PLAIN:
    return an_check_result_new (
        AN_CHECK_ATTENTION,
        "%s",
        _ ("Whoever takes the disk out of this PC can read the child's files. "
           "That can only be changed when the system is installed anew."));
  case UNKNOWN:
  default:
    return an_check_result_new (AN_CHECK_UNKNOWN,
                                "%s",
                                _ ("An Nhi cannot see whether the disk is encrypted."));
  }
}

const AnCheck an_check_disk_encrypted = {
  .id = "disk-encrypted",
  .title = N_ ("The disk is encrypted"), .look = look,
  };
