// SPDX-FileCopyrightText: 2026 An Nhi contributors
// SPDX-License-Identifier: GPL-3.0-or-later

/* Anchors of the audit log: lines in a file beside the store. */

#include "intake/an-anchor.h"

#include <errno.h>
#include <fcntl.h>
#include <sodium.h>
#include <string.h>
#include <unistd.h>

#include "base/an-errno.h"
#include "base/an-i18n.h"
#include "base/an-time.h"

#define HEX_CHARS (2 * AN_AUDIT_HASH_BYTES)
#define MAX_DIGITS 18

/* Helpers */

static gboolean
append_line (const char *store, const char *line, GError **error)
{
  g_autofree char *path = g_strconcat (store, AN_ANCHOR_FILE_END, NULL);
  int fd = open (path, O_WRONLY | O_APPEND | O_CREAT | O_NOFOLLOW | O_CLOEXEC, 0600);
  gboolean done;

  if (fd < 0)
    return an_errno_fail (path, errno, error);
  done = write (fd, line, strlen (line)) == (gssize) strlen (line);
  if (!done)
    an_errno_fail (path, errno, error);
  close (fd);
  return done;
}

static gboolean
check (const AnAnchor *anchor, AnDatabase *database, GError **error)
{
  g_autoptr (AnRows) rows = NULL;
  g_autoptr (GError) broken = NULL;
  g_autofree char *place = g_strdup_printf ("%" G_GINT64_FORMAT, anchor->position);
  guint8 hash[AN_AUDIT_HASH_BYTES] = { 0 };

  rows = an_database_query (database,
                            error,
                            "SELECT hash FROM audit WHERE position = $1",
                            "i",
                            anchor->position);
  if (rows == NULL)
    return FALSE;
  if (!an_rows_next (rows, &broken)) {
    if (broken != NULL)
      g_propagate_error (error, g_steal_pointer (&broken));
    else
      g_set_error (error,
                   AN_DATABASE_ERROR,
                   AN_DATABASE_ERROR_FAILED,
                   _ ("the audit log had at least %s entries and has fewer now: its end was cut off, or an older copy of the store was put in its place"),
                      place);
    return FALSE;
  }
  if (an_rows_key (rows, 0, hash) && sodium_memcmp (hash, anchor->hash, sizeof hash) == 0)
    return TRUE;
  g_set_error (
      error,
      AN_DATABASE_ERROR,
      AN_DATABASE_ERROR_FAILED,
      _ ("the audit log up to entry %s is not the one that was anchored: it was written anew"),
         place);
  return FALSE;
}

/* Public */

gboolean
an_anchor_parse (AnAnchor *self, const char *line)
{
  gsize digits = strspn (line, "0123456789");
  gsize size = 0;
  const char *end = NULL;

  if (digits == 0 || digits > MAX_DIGITS || (line[digits] != ' ' && line[digits] != ':'))
    return FALSE;
  self->position = g_ascii_strtoll (line, NULL, 10);
  return strlen (line + digits + 1) >= HEX_CHARS &&
         sodium_hex2bin (self->hash,
                         sizeof self->hash,
                         line + digits + 1,
                         HEX_CHARS,
                         NULL,
                         &size,
                         &end) == 0 &&
         size == sizeof self->hash && self->position > 0;
}

GArray *
an_anchor_load (const char *store, GError **error)
{
  g_autofree char *path = g_strconcat (store, AN_ANCHOR_FILE_END, NULL);
  g_autofree char *text = NULL;
  g_autoptr (GArray) anchors = g_array_new (FALSE, TRUE, sizeof (AnAnchor));
  g_autoptr (GError) foreign = NULL;
  g_auto (GStrv) lines = NULL;

  if (!g_file_get_contents (path, &text, NULL, &foreign)) {
    if (g_error_matches (foreign, G_FILE_ERROR, G_FILE_ERROR_NOENT))
      return g_steal_pointer (&anchors);
    g_propagate_error (error, g_steal_pointer (&foreign));
    return NULL;
  }
  lines = g_strsplit (text, "\n", -1);
  for (guint i = 0; lines[i] != NULL; i++) {
    AnAnchor anchor;
    gboolean is_last = lines[i + 1] == NULL; /* may have been cut short */

    if (an_anchor_parse (&anchor, lines[i])) {
      g_array_append_val (anchors, anchor);
    } else if (!is_last) {
      g_set_error (error,
                   G_IO_ERROR,
                   G_IO_ERROR_INVALID_DATA,
                   _ ("%s: line %u is no anchor"), path, i + 1);
      return NULL;
    }
  }
  return g_steal_pointer (&anchors);
}

gboolean
an_anchor_drop (AnDatabase *database, const char *store, gint64 *last, GError **error)
{
  g_autoptr (AnRows) rows = NULL;
  g_autoptr (GError) broken = NULL;
  g_autofree char *now = an_time_now_rfc3339 ();
  g_autofree char *line = NULL;
  guint8 hash[AN_AUDIT_HASH_BYTES] = { 0 };
  char hex[HEX_CHARS + 1];
  gint64 position;

  rows = an_database_query (database,
                            error,
                            "SELECT position, hash FROM audit ORDER BY position DESC LIMIT 1",
                            "");
  if (rows == NULL)
    return FALSE;
  if (!an_rows_next (rows, &broken) || an_rows_int (rows, 0) == *last) {
    if (broken != NULL)
      g_propagate_error (error, g_steal_pointer (&broken));
    return broken == NULL;
  }
  position = an_rows_int (rows, 0);
  an_rows_key (rows, 1, hash);
  sodium_bin2hex (hex, sizeof hex, hash, sizeof hash);
  line = g_strdup_printf ("%" G_GINT64_FORMAT " %s %s\n", position, hex, now);
  if (!append_line (store, line, error))
    return FALSE;
  g_message ("the audit log has come to %" G_GINT64_FORMAT ":%s", position, hex);
  *last = position;
  return TRUE;
}

gboolean
an_anchor_verify (GArray *anchors, AnDatabase *database, gint64 *n_entries, GError **error)
{
  if (!an_audit_verify (database, n_entries, error))
    return FALSE;
  for (guint i = 0; i < anchors->len; i++)
    if (!check (&g_array_index (anchors, AnAnchor, i), database, error))
      return FALSE;
  return TRUE;
}
