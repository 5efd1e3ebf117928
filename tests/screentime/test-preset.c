// SPDX-FileCopyrightText: 2026 An Nhi contributors
// SPDX-License-Identifier: GPL-3.0-or-later

/* The presets that the program carries load, in the language of the interface. */

#include <string.h>

#include "screentime/an-preset.h"

static void
test_load (void)
{
  g_autoptr (GPtrArray) presets = an_presets_load ();
  int next_age = 6;

  g_assert_cmpuint (presets->len, ==, 3);
  for (guint i = 0; i < presets->len; i++) {
    const AnPreset *preset = g_ptr_array_index (presets, i);

    g_assert_cmpint (preset->age_from, ==, next_age);
    next_age = preset->age_to + 1;
    g_assert_true (an_policy_is_enabled (preset->policy));
    g_assert_true (strstr (preset->name, "Suggestion") != NULL);
    g_assert_cmpstr (preset->source, !=, "");
  }
  g_assert_cmpint (next_age, ==, 18);
}

/* No day of a suggestion is above the figure that its source gives. */
static void
test_figures (void)
{
  static const int most_minutes[] = { 120, 120, 180 };
  g_autoptr (GPtrArray) presets = an_presets_load ();

  for (guint i = 0; i < presets->len; i++) {
    const AnPreset *preset = g_ptr_array_index (presets, i);

    for (guint day = 0; day < 7; day++) {
      const AnRule *rule = an_policy_get_weekday_rule (preset->policy, day);

      g_assert_cmpint (rule->quota_minutes, >, 0);
      g_assert_cmpint (rule->quota_minutes, <=, most_minutes[i]);
      g_assert_cmpuint (an_spans_count_minutes (&rule->windows), >=, (guint) rule->quota_minutes);
    }
  }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/preset/load", test_load);
  g_test_add_func ("/preset/figures", test_figures);
  return g_test_run ();
}
