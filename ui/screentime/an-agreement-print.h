// SPDX-FileCopyrightText: 2026 An Nhi contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <gtk/gtk.h>

#include "screentime/an-agreement.h"

G_BEGIN_DECLS

void an_agreement_print (GtkWidget *widget, AnAgreement *agreement);

G_END_DECLS
