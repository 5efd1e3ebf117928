// SPDX-FileCopyrightText: 2026 An Nhi contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* What is to be shown. Texts are plain; the notifier escapes them where that is needed. */
typedef struct {
  const char *key; /* takes the place of what was shown under the same key */
  const char *title;
  const char *body;           /* where buttons can be shown */
  const char *plain_body;     /* (nullable): where they cannot */
  const char *const *actions; /* (nullable): id, label, id, label …, NULL */
  gboolean urgent;            /* stays, above what is full screen */
  gboolean stays;             /* until it is closed */
} AnNotice;

/**
 * AnNotifier:
 *
 * The desktop's notifications (org.freedesktop.Notifications 1.2), without a library. Survives a
 * restart of whoever shows them.
 *
 * Signals:
 *   action (const char *key, const char *action)
 */
#define AN_TYPE_NOTIFIER (an_notifier_get_type ())
G_DECLARE_FINAL_TYPE (AnNotifier, an_notifier, AN, NOTIFIER, GObject)

AnNotifier *an_notifier_new (GDBusConnection *session) G_GNUC_WARN_UNUSED_RESULT;
void an_notifier_show (AnNotifier *self, const AnNotice *notice);
void an_notifier_close (AnNotifier *self, const char *key);
gboolean an_notifier_is_shown (AnNotifier *self, const char *key);

G_END_DECLS
