// SPDX-FileCopyrightText: 2026 An Nhi contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "screentime/an-guard-values.h"
#include "screentime/an-policy.h"
#include "ui/screentime/an-rules-draft.h"

G_BEGIN_DECLS

/* What the guard tells, in words. All texts are (transfer full). */

char *an_guard_text_left (const AnGuardStatus *status)
    G_GNUC_WARN_UNUSED_RESULT; /* “45 phút”, “hết giờ” */
double an_guard_text_fraction (const AnGuardStatus *status);
char *an_guard_text_state (const AnGuardStatus *status) G_GNUC_WARN_UNUSED_RESULT;
char *an_guard_text_until (const AnGuardStatus *status,
                           gboolean to_child) G_GNUC_WARN_UNUSED_RESULT;
char *an_guard_text_used (const AnGuardStatus *status) G_GNUC_WARN_UNUSED_RESULT;
char *an_guard_text_moment (const char *instant) G_GNUC_WARN_UNUSED_RESULT;
char *an_guard_text_request (const AnGuardRequest *request) G_GNUC_WARN_UNUSED_RESULT;

/* The rules of one date, holidays and all, as those of its weekday. */
AnRulesDraft *an_guard_text_plan (const AnPolicy *policy,
                                  GDateTime *date,
                                  guint *weekday) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
