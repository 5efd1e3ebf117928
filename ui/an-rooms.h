// SPDX-FileCopyrightText: 2026 An Nhi contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "ui/an-room.h"
#include "ui/an-store.h"

G_BEGIN_DECLS

/* A room of the window. */
typedef struct {
  const char *name;      /* for --page; never translated */
  const char *title;     /* untranslated, marked with N_() */
  const char *icon_name; /* symbolic */
  /* Whether the room waits for the store: then it is made when the store is READY, and the window
   * asks for the passphrase or shows what is wrong before. */
  gboolean needs_store;
  GtkWidget *(*create) (AnStore *store); /* (transfer floating) implements AnRoom */
} AnRoomEntry;

/* In the order of the switcher, ended by an entry without a name. */
extern const AnRoomEntry an_rooms[];

/* All tables of pages, ended by NULL. */
extern const AnPageEntry *const an_page_tables[];

G_END_DECLS
