// SPDX-FileCopyrightText: 2026 An Nhi contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "ui/screentime/an-family.h"

G_BEGIN_DECLS

/* For pictures: families as a guard would tell of them. */

#define AN_GUARD_EXAMPLE_USING 1001
#define AN_GUARD_EXAMPLE_OVER 1002

AnFamily *an_guard_examples_create_family (void) G_GNUC_WARN_UNUSED_RESULT;
AnFamily *an_guard_examples_create_twenty (void) G_GNUC_WARN_UNUSED_RESULT;
AnFamily *an_guard_examples_create_absent (void) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
