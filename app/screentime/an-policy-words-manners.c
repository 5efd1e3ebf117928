// SPDX-FileCopyrightText: 2026 An Nhi contributors
// SPDX-License-Identifier: GPL-3.0-or-later

/* How the rules are kept, in words. */

#include "base/an-i18n.h"
#include "base/an-text.h"
#include "base/an-time.h"
#include "screentime/an-policy-words-private.h"

/**
 * an_policy_words_finish:
 * @lines: (transfer full): of char *
 *
 * Returns: (transfer full): sentences that begin with a capital
 */
GStrv
an_policy_words_finish (GPtrArray *lines)
{
  GStrv sentences = g_new0 (char *, lines->len + 1);

  for (guint i = 0; i < lines->len; i++)
    sentences[i] = an_text_capitalize (g_ptr_array_index (lines, i));
  g_ptr_array_unref (lines);
  return sentences;
}

static void
add_break (GPtrArray *lines, const AnPolicyGuard *guard)
{
  g_autofree char *after = NULL, *rest = NULL;

  if (!guard->has_break)
    return;
  after = an_policy_words_minutes (guard->break_after_minutes);
  rest = an_policy_words_minutes (guard->break_rest_minutes);
  g_ptr_array_add (
      lines,
      guard->break_enforced
      /* Translators: two durations */
      ? g_strdup_printf (_ ("after %s at the PC it locks for %s, to rest the eyes"), after, rest)
      /* Translators: two durations */
      : g_strdup_printf (
            _ ("after %s at the PC it reminds of a rest of %s for the eyes"), after, rest));
}

static void
add_warnings (GPtrArray *lines, const AnPolicyGuard *guard)
{
  g_autoptr (GString) minutes = g_string_new (NULL);

  for (guint i = 0; i < guard->n_warn_minutes; i++)
    g_string_append_printf (minutes, "%s%d", i > 0 ? ", " : "", guard->warn_minutes[i]);
  if (guard->n_warn_minutes > 0)
    /* Translators: %s are numbers such as “15, 5, 1” */
    g_ptr_array_add (lines,
                     g_strdup_printf (_ ("it warns when %s minutes are left"), minutes->str));
}

static void
add_end (GPtrArray *lines, const AnPolicyGuard *guard)
{
  g_autofree char *grace = an_time_format_duration (guard->grace_seconds);

  if (guard->grace_seconds == 0)
    g_ptr_array_add (lines,
                     g_strdup (guard->at_end == AN_AT_END_LOCK
                               ? _ ("when time is up, the screen locks at once")
                               : _ ("when time is up, everything is closed at once")));
  else if (guard->at_end == AN_AT_END_LOCK)
    /* Translators: %s is a duration */
    g_ptr_array_add (lines,
                     g_strdup_printf (_ ("when time is up, there is %s to save work; "
                                         "then the screen locks"),
                                         grace));
  else
    /* Translators: %s is a duration */
    g_ptr_array_add (lines,
                     g_strdup_printf (_ ("when time is up, there is %s to save work; "
                                         "then everything is closed"),
                                         grace));
}

static void
add_requests (GPtrArray *lines, const AnPolicyGuard *guard)
{
  g_autofree char *most = an_policy_words_minutes (guard->requests_max_minutes);

  if (guard->requests_max_minutes == 0 || guard->requests_per_day == 0) {
    g_ptr_array_add (lines, g_strdup (_ ("more time cannot be asked for on the PC")));
    return;
  }
  g_ptr_array_add (
      lines,
      g_strdup_printf (
          /* Translators: a number of times, a duration */
          g_dngettext (GETTEXT_PACKAGE,
                       "more time can be asked for %d time a day, at most %s each time",
                       "more time can be asked for %d times a day, at most %s each time",
                       (gulong) guard->requests_per_day),
          guard->requests_per_day,
          most));
}

/* Public */

/**
 * an_policy_words_manners:
 *
 * Returns: how the rules are kept: rests, warnings, the end, asking for more
 */
GStrv
an_policy_words_manners (const AnPolicy *policy)
{
  const AnPolicyGuard *guard = an_policy_get_guard (policy);
  GPtrArray *lines = g_ptr_array_new_with_free_func (g_free);

  add_break (lines, guard);
  add_warnings (lines, guard);
  add_end (lines, guard);
  add_requests (lines, guard);
  return an_policy_words_finish (lines);
}
