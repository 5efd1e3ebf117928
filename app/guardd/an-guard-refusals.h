// SPDX-FileCopyrightText: 2026 An Nhi contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* A login of this user was refused by PAM. */
typedef void (*AnGuardRefused) (guint32 uid, gpointer data);

/**
 * AnGuardRefusals:
 *
 * Follows the directory in which pam_annhi leaves an empty file, named by the uid, for each login
 * that it refuses: PAM must not wait for a bus.
 */
typedef struct _AnGuardRefusals AnGuardRefusals;

AnGuardRefusals *an_guard_refusals_new (const char *directory,
                                        AnGuardRefused refused,
                                        gpointer data) G_GNUC_WARN_UNUSED_RESULT;
void an_guard_refusals_free (AnGuardRefusals *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (AnGuardRefusals, an_guard_refusals_free)

void an_guard_refusals_look (AnGuardRefusals *self);

G_END_DECLS
