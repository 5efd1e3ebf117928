// SPDX-FileCopyrightText: 2026 An Nhi contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define AN_TYPE_QR_IMAGE (an_qr_image_get_type ())
G_DECLARE_FINAL_TYPE (AnQrImage, an_qr_image, AN, QR_IMAGE, GtkWidget)

GtkWidget *an_qr_image_new (const char *text, const char *label);
void an_qr_image_set_text (AnQrImage *self, const char *text);
void an_qr_image_set_label (AnQrImage *self, const char *label);

G_END_DECLS
