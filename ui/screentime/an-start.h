// SPDX-FileCopyrightText: 2026 An Nhi contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <adwaita.h>

#include "ui/screentime/an-family.h"

G_BEGIN_DECLS

/**
 * AnStart:
 *
 * The walk that puts a child under rules: who, account, age, suggestion, what holds. Nothing
 * happens before the last step; each page can be left backwards. Emits
 *   finished (): rules hold, and the parent has seen which
 *   aside (): not now, or not by this person
 *   draft-wanted (): write rules down without a guard
 *   rules-wanted (uid), agreement-wanted (uid): of the child that was just set up
 */
#define AN_TYPE_START (an_start_get_type ())
G_DECLARE_FINAL_TYPE (AnStart, an_start, AN, START, AdwBin)

GtkWidget *an_start_new (AnFamily *family, GPtrArray *presets, gboolean is_first);
gboolean an_start_go_back (AnStart *self);

G_END_DECLS
