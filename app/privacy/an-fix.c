// SPDX-FileCopyrightText: 2026 An Nhi contributors
// SPDX-License-Identifier: GPL-3.0-or-later

/*
 * Doing and undoing what a check offers. Each value is compared with what it was when it was
 * shown, set, and read back; when one fails, those before it are put back.
 */

#define G_LOG_DOMAIN "an-privacy"

#include "privacy/an-fix.h"

#include "base/an-i18n.h"
#include "privacy/an-change.h"

/* Helpers */

static void
free_change (AnChange *change)
{
  g_free (change->place);
  g_free (change->key);
  g_clear_pointer (&change->before, g_variant_unref);
  g_variant_unref (change->after);
  g_free (change->words);
  g_free (change);
}

static gboolean
is_same (GVariant *a, GVariant *b)
{
  if (a == NULL || b == NULL)
    return a == b;
  return g_variant_equal (a, b);
}

/* Sets @change to @wanted if it stands at @expected, and reads it back. */
static gboolean
set_and_verify (const AnChange *change,
                const AnCheckContext *context,
                GVariant *expected,
                GVariant *wanted,
                GError **error)
{
  g_autoptr (GVariant) now = NULL, then = NULL;

  if (!an_change_read (change, context, &now, error))
    return FALSE;
  if (is_same (now, wanted))
    return TRUE;
  if (!is_same (now, expected)) {
    g_set_error_literal (error,
                         G_IO_ERROR,
                         G_IO_ERROR_FAILED,
                         _ ("Somebody has changed this setting meanwhile. Nothing was done."));
    return FALSE;
  }
  if (!an_change_write (change, context, wanted, error) ||
      !an_change_read (change, context, &then, error))
    return FALSE;
  if (is_same (then, wanted))
    return TRUE;
  g_set_error_literal (error,
                       G_IO_ERROR,
                       G_IO_ERROR_FAILED,
                       _ ("The setting was changed, but this PC did not keep it."));
  return FALSE;
}

/* Public */

AnFix *
an_fix_new (const char *check)
{
  AnFix *self = g_new0 (AnFix, 1);

  self->check = g_strdup (check);
  self->changes = g_ptr_array_new_with_free_func ((GDestroyNotify) free_change);
  return self;
}

/**
 * an_fix_new_for_command:
 * @words: translated: what the command does
 * @format: the command, for an administrator's terminal
 */
AnFix *
an_fix_new_for_command (const char *check, const char *words, const char *format, ...)
{
  AnFix *self = an_fix_new (check);
  va_list args;

  va_start (args, format);
  self->command = g_strdup_vprintf (format, args);
  va_end (args);
  self->words = g_strdup (words);
  return self;
}

/**
 * an_fix_add:
 * @key: (nullable)
 * @before: (transfer full) (nullable) a floating one is sunk
 * @after: (transfer full) a floating one is sunk
 */
void
an_fix_add (AnFix *self,
            AnChangeKind kind,
            const char *place,
            const char *key,
            GVariant *before,
            GVariant *after,
            const char *words)
{
  AnChange *change = g_new0 (AnChange, 1);

  change->kind = kind;
  change->place = g_strdup (place);
  change->key = g_strdup (key);
  change->before = before != NULL ? g_variant_take_ref (before) : NULL;
  change->after = g_variant_take_ref (after);
  change->words = g_strdup (words);
  g_ptr_array_add (self->changes, change);
}

void
an_fix_free (AnFix *self)
{
  g_free (self->check);
  g_ptr_array_unref (self->changes);
  g_free (self->command);
  g_free (self->words);
  g_free (self);
}

/**
 * an_fix_plan:
 *
 * Looks once more and, if something should be changed, says what would mend it. Blocks; changes
 * nothing.
 *
 * Returns: (transfer full) (nullable): %NULL when there is nothing to mend or no way to
 */
AnFix *
an_fix_plan (const AnCheckContext *context, const char *check)
{
  const AnCheck *found = an_check_find (check);
  g_autoptr (AnCheckResult) result = NULL;
  g_autoptr (AnFix) fix = NULL;

  if (found == NULL || found->plan == NULL)
    return NULL;
  result = found->look (context, NULL);
  if (result->state != AN_CHECK_ATTENTION)
    return NULL;
  fix = found->plan (context);
  if (fix == NULL || (fix->changes->len == 0 && fix->command == NULL))
    return NULL;
  return g_steal_pointer (&fix);
}

/**
 * an_fix_apply:
 *
 * Does every change, or none. May wait for a person who is asked for a password; for a worker
 * thread.
 */
gboolean
an_fix_apply (const AnFix *self, const AnCheckContext *context, GError **error)
{
  for (guint i = 0; i < self->changes->len; i++) {
    const AnChange *change = g_ptr_array_index (self->changes, i);

    if (set_and_verify (change, context, change->before, change->after, error))
      continue;
    while (i-- > 0) {
      const AnChange *earlier = g_ptr_array_index (self->changes, i);
      g_autoptr (GError) problem = NULL;

      if (!set_and_verify (earlier, context, earlier->after, earlier->before, &problem))
        g_warning ("%s %s is not as it was: %s", earlier->place, earlier->key, problem->message);
    }
    return FALSE;
  }
  return TRUE;
}

/**
 * an_fix_undo:
 *
 * Puts every value back, the last one first. What somebody has changed since is left alone, and
 * is an error.
 */
gboolean
an_fix_undo (const AnFix *self, const AnCheckContext *context, GError **error)
{
  for (guint i = self->changes->len; i-- > 0;) {
    const AnChange *change = g_ptr_array_index (self->changes, i);

    if (!set_and_verify (change, context, change->after, change->before, error))
      return FALSE;
  }
  return TRUE;
}
