// SPDX-FileCopyrightText: 2026 An Nhi contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

/* Inside of the room: what its files share. */

#include "ui/screentime/an-child-tabs.h"
#include "ui/screentime/an-children-page.h"
#include "ui/screentime/an-dates-page.h"
#include "ui/screentime/an-day-page.h"
#include "ui/screentime/an-family.h"
#include "ui/screentime/an-manners-page.h"
#include "ui/screentime/an-new-child-page.h"
#include "ui/screentime/an-rules-page.h"
#include "ui/screentime/an-rules-store.h"
#include "ui/screentime/an-rules-sync.h"
#include "ui/screentime/an-screentime-room.h"

G_BEGIN_DECLS

/**
 * AnScreentimeRoom:
 *
 * Children → today, rules, looking back → a day or the suggestions. Every change that is valid is
 * saved at once: by the guard where it holds the rules, else in the vault.
 */
struct _AnScreentimeRoom {
  AdwBin parent;

  gboolean is_watching;      /* the window that may close */
  gboolean is_broken;        /* the vault does not answer */
  gboolean was_offered;      /* the first walk, in this run */
  AnRulesStore *rules_store; /* (owned) (nullable) */
  GPtrArray *drafts;         /* (owned) of AnRulesDraft in the vault, in the order of the list */
  GPtrArray *presets;        /* (owned) of AnPreset */
  AnRulesDraft *draft;       /* (owned) (nullable) whose rules are shown */
  gulong changed_id;
  guint weekday;             /* of the day page */
  GCancellable *cancellable; /* (owned) */
  AnFamily *family;          /* (owned) */
  AnRulesSync *sync;         /* (owned) (nullable) of the guard's child that is shown */
  const char
      *wanted_tab; /* (nullable) static: shown once the rules are loaded; “agreement” is a page */

  GtkStack *stack;               /* (not owned) */
  AnChildrenPage *children_page; /* (not owned) */
  AnNewChildPage *new_page;      /* (not owned) */
  AnChildTabs *tabs;             /* (not owned) */
  AnRulesPage *rules_page;       /* (owned) goes from one child's tabs to another's */
  AnDayPage *day_page;           /* (not owned) */
  AnDatesPage *dates_page;       /* (not owned) */
  AnMannersPage *manners_page;   /* (not owned) */
};

void an_screentime_room_open_page (AnScreentimeRoom *self, const char *page);
void an_screentime_room_show_children (AnScreentimeRoom *self);
void an_screentime_room_forget_draft (AnScreentimeRoom *self);
void an_screentime_room_remove_draft (AnScreentimeRoom *self);

void an_screentime_room_add_rules_pages (AnScreentimeRoom *self);
gboolean an_screentime_room_leave_rules_page (AnScreentimeRoom *self);
void an_screentime_room_open_agreement (AnScreentimeRoom *self);
const char *an_screentime_room_get_rules_title (AnScreentimeRoom *self);

void an_screentime_room_open_new_child (AnScreentimeRoom *self);
void an_screentime_room_open_managed (AnScreentimeRoom *self, guint32 uid, const char *tab);
void an_screentime_room_open_new_page (AnScreentimeRoom *self, const char *name, GtkWidget *page);

void an_screentime_room_add_files (AnScreentimeRoom *self);

void an_screentime_room_open_start (AnScreentimeRoom *self, gboolean is_first);
void an_screentime_room_offer_start (AnScreentimeRoom *self);
void an_screentime_room_open_guard (AnScreentimeRoom *self);
gboolean an_screentime_room_leave_start (AnScreentimeRoom *self);
const char *an_screentime_room_get_start_title (AnScreentimeRoom *self);
gboolean an_screentime_room_stay (AnScreentimeRoom *self);
void an_screentime_room_watch_window (AnScreentimeRoom *self);

void an_screentime_room_start_guard (AnScreentimeRoom *self);
void an_screentime_room_show_guard (AnScreentimeRoom *self);
GDateTime *an_screentime_room_get_now (AnScreentimeRoom *self) G_GNUC_WARN_UNUSED_RESULT;
void an_screentime_room_close_managed (AnScreentimeRoom *self);
void an_screentime_room_remove_managed (AnScreentimeRoom *self);
char *an_screentime_room_create_managed_title (AnScreentimeRoom *self) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
