// SPDX-FileCopyrightText: 2026 An Nhi contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define AN_REPORT_PREVIEW_PIXELS 96 /* of the longer side */

/* What a file looks like, small: one of the two, or nothing. */
typedef struct {
  GdkTexture *texture; /* (owned) (nullable) */
  char *text;          /* (owned) (nullable) how it begins */
} AnReportPreview;

void an_report_preview_free (AnReportPreview *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (AnReportPreview, an_report_preview_free)

AnReportPreview *an_report_preview_read (const char *path,
                                         const char *media_type) G_GNUC_WARN_UNUSED_RESULT;
void an_report_preview_read_async (const char *path,
                                   const char *media_type,
                                   GCancellable *cancellable,
                                   GAsyncReadyCallback callback,
                                   gpointer user_data);
AnReportPreview *an_report_preview_read_finish (GAsyncResult *result) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
