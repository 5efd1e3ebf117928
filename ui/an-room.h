// SPDX-FileCopyrightText: 2026 An Nhi contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * AnRoom:
 *
 * One of the three rooms of the window. A room shows its pages itself; the window asks it to go
 * back (Esc, Alt+←, the header's button) and reads its title.
 */
#define AN_TYPE_ROOM (an_room_get_type ())
G_DECLARE_INTERFACE (AnRoom, an_room, AN, ROOM, GtkWidget)

struct _AnRoomInterface {
  GTypeInterface parent;

  /* Leaves the innermost page; FALSE when the room shows its first one. */
  gboolean (*go_back) (AnRoom *self);
  /* Opens a page by name, such as "new" or "sent"; unknown names are ignored. */
  void (*show_page) (AnRoom *self, const char *name);
};

/* Properties of the interface, read-only with notify:
 *   title (string): of the page shown, for the header
 *   can-go-back (boolean)
 */

gboolean an_room_go_back (AnRoom *self);
void an_room_show_page (AnRoom *self, const char *name);

/* A page that annhi-page and the screenshot test show alone, with example data. */
typedef struct {
  const char *name;            /* such as "report-kind" */
  GtkWidget *(*create) (void); /* (transfer floating) */
} AnPageEntry;

/* One table a folder, ended by an entry without a name. */
extern const AnPageEntry an_help_pages[];
extern const AnPageEntry an_countdown_pages[];
extern const AnPageEntry an_report_pages[];
extern const AnPageEntry an_privacy_pages[];
extern const AnPageEntry an_screentime_pages[];
extern const AnPageEntry an_shell_pages[];

G_END_DECLS
