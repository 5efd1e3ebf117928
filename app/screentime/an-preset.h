// SPDX-FileCopyrightText: 2026 An Nhi contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "screentime/an-policy.h"

G_BEGIN_DECLS

#define AN_PRESET_SCHEMA "vn.annhi.preset/1"

/**
 * AnPreset:
 *
 * Suggested rules for an age, with the source of their figures. Texts are in the interface's
 * language.
 */
typedef struct {
  char *id;      /* (owned) */
  char *name;    /* (owned) */
  char *limit;   /* (owned) what the source says */
  char *note;    /* (owned) what is not from the source */
  char *source;  /* (owned) */
  char *checked; /* (owned) YYYY-MM-DD */
  int age_from, age_to;
  AnPolicy *policy; /* (owned) */
} AnPreset;

GPtrArray *an_presets_load (void) G_GNUC_WARN_UNUSED_RESULT; /* of AnPreset, by age */
void an_preset_free (AnPreset *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (AnPreset, an_preset_free)

G_END_DECLS
