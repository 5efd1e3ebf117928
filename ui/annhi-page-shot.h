// SPDX-FileCopyrightText: 2026 An Nhi contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <adwaita.h>

#include "ui/an-room.h"

G_BEGIN_DECLS

/* One picture of one page. */
typedef struct {
  const AnPageEntry *entry;
  int width, height; /* pixels */
  gboolean is_dark;
  double text_scale; /* 1: as usual */
  char *png_path;    /* (owned) */
  char *text_path;   /* (owned) (nullable) where all texts of the page go, one a line */
} AnShot;

void an_shot_free (AnShot *self);

GtkWindow *an_shot_create_window (const AnPageEntry *entry, GtkApplication *application);
void an_shot_set_text_scale (double scale);
void an_shots_run (GtkApplication *application, GPtrArray *shots);

G_END_DECLS
