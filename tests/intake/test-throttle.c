// SPDX-FileCopyrightText: 2026 An Nhi contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "intake/an-throttle.h"

#define SECOND ((gint64) G_USEC_PER_SEC)

static void
test_each (void)
{
  g_autoptr (AnThrottle) throttle =
      an_throttle_new ((AnThrottleRate){ 3, 10 }, (AnThrottleRate){ 1000, 1 });
  gint64 now = 50 * SECOND;

  for (int i = 0; i < 3; i++)
    g_assert_cmpuint (an_throttle_take (throttle, "a", now), ==, 0);
  g_assert_cmpuint (an_throttle_take (throttle, "a", now), ==, 10);
  g_assert_cmpuint (an_throttle_take (throttle, "b", now), ==, 0);
  g_assert_cmpuint (an_throttle_take (throttle, "a", now + 4 * SECOND), ==, 6);
  g_assert_cmpuint (an_throttle_take (throttle, "a", now + 10 * SECOND), ==, 0);
  g_assert_cmpuint (an_throttle_take (throttle, "a", now + 10 * SECOND), ==, 10);
  /* A refused attempt costs nothing, and what rested long has no more than all its tries. */
  for (int i = 0; i < 3; i++)
    g_assert_cmpuint (an_throttle_take (throttle, "a", now + 9999 * SECOND), ==, 0);
  g_assert_cmpuint (an_throttle_take (throttle, "a", now + 9999 * SECOND), ==, 10);
}

static void
test_all (void)
{
  g_autoptr (AnThrottle) throttle =
      an_throttle_new ((AnThrottleRate){ 100, 1 }, (AnThrottleRate){ 5, 2 });

  for (int i = 0; i < 5; i++) {
    g_autofree char *address = g_strdup_printf ("10.0.0.%d", i);

    g_assert_cmpuint (an_throttle_take (throttle, address, 0), ==, 0);
  }
  g_assert_cmpuint (an_throttle_take (throttle, "10.0.0.9", 0), ==, 2);
  g_assert_cmpuint (an_throttle_take (throttle, "10.0.0.9", 2 * SECOND), ==, 0);
}

/* A flood of addresses fills the table only; who is in it goes on, and it empties by itself. */
static void
test_many_addresses (void)
{
  g_autoptr (AnThrottle) throttle =
      an_throttle_new ((AnThrottleRate){ 2, 60 }, (AnThrottleRate){ 1000000, 1 });
  guint refused = 0;

  for (int i = 0; i < 12000; i++) {
    g_autofree char *address = g_strdup_printf ("10.%d.%d.1", i / 250, i % 250);

    refused += an_throttle_take (throttle, address, 0) > 0;
  }
  g_assert_cmpuint (refused, ==, 2000);
  g_assert_cmpuint (an_throttle_take (throttle, "10.0.0.1", 0), ==, 0);
  g_assert_cmpuint (an_throttle_take (throttle, "new", 59 * SECOND), >, 0);
  g_assert_cmpuint (an_throttle_take (throttle, "new", 61 * SECOND), ==, 0);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/intake/throttle/each", test_each);
  g_test_add_func ("/intake/throttle/all", test_all);
  g_test_add_func ("/intake/throttle/many-addresses", test_many_addresses);
  return g_test_run ();
}
