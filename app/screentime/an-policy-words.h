// SPDX-FileCopyrightText: 2026 An Nhi contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "screentime/an-policy.h"

G_BEGIN_DECLS

/* A policy in words of the interface's language, days that are alike taken together. All answers
 * are (transfer full). They say “child” nowhere, so that both sides may read them. */

char *an_policy_words_minutes (int minutes) G_GNUC_WARN_UNUSED_RESULT; /* “1 giờ 30 phút” */
char *an_policy_words_rule (const AnRule *rule) G_GNUC_WARN_UNUSED_RESULT;
char *an_policy_words_dates (gint64 from, gint64 to) G_GNUC_WARN_UNUSED_RESULT;
char *an_policy_words_date_rule (const AnDateRule *entry) G_GNUC_WARN_UNUSED_RESULT;
char *an_policy_words_on_day (const AnPolicy *policy, gint64 day) G_GNUC_WARN_UNUSED_RESULT;

/* Lines, each a sentence without a full stop that begins with a capital. */
GStrv an_policy_words_week (const AnPolicy *policy) G_GNUC_WARN_UNUSED_RESULT;
GStrv an_policy_words_special (const AnPolicy *policy) G_GNUC_WARN_UNUSED_RESULT;
GStrv an_policy_words_manners (const AnPolicy *policy) G_GNUC_WARN_UNUSED_RESULT;

char *an_policy_words_sentence (const AnPolicy *policy) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
