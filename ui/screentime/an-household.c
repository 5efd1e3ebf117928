// SPDX-FileCopyrightText: 2026 An Nhi contributors
// SPDX-License-Identifier: GPL-3.0-or-later

/* The clock of the household: days are counted where the family lives, wherever the PC says it is.
 */

#include "ui/screentime/an-household.h"

/**
 * an_household_get_now:
 *
 * Returns: (transfer full): the present moment in the zone by which the guard counts; in the PC's
 *   as long as no guard has answered
 */
GDateTime *
an_household_get_now (AnGuardClient *client)
{
  return g_date_time_new_now (an_guard_client_get_zone (client));
}
