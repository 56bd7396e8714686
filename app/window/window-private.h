/* window-private.h — what the files of the window share
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "app/window/fitting-sentence.h"
#include "app/window/lesson-panel.h"
#include "app/window/page.h"
#include "app/window/room.h"
#include "app/window/toast.h"
#include "app/window/window.h"

G_BEGIN_DECLS

struct _HeedWindow
{
  GtkApplicationWindow  parent_instance;

  GtkWidget            *model_button;
  GtkWidget            *menu_button;
  GMenuModel           *primary_menu;  /* the template's */
  GtkWidget            *model_label;
  GtkWidget            *spinner;
  GtkWidget            *message;
  GtkWidget            *message_title;
  GtkWidget            *message_detail;
  GtkWidget            *pages;         /* a box each, empty until somebody looks at it */
  HeedToast            *toast;
  GMenu                *recent_sessions;  /* the template's */
  GMenu                *lessons;          /* likewise */
  HeedLessonPanel      *lesson;

  HeedDocument         *document;
  HeedModelLibrary     *library;
  GSettings            *settings;  /* NULL: nothing is remembered */
  HeedSessionKeeper    *keeper;    /* NULL: sessions are not kept */
  HeedRoom             *room;
  HeedFittingSentence  *fitting;
  GSimpleAction        *model_action;
  gboolean              has_shown_example;
  gboolean              keeps_message;  /* it tells of the model before the next one */
  gboolean              is_leaving;  /* whatever may be lost */
};

/* The message above the pages, which stays until it is closed or a model is open. */
void      heed_window_show_message          (HeedWindow     *self,
                                             const char     *title,
                                             const char     *detail);
void      heed_window_close_message         (HeedWindow     *self);

HeedPage *heed_window_get_shown_page        (HeedWindow     *self);

/* How models come in: menu, dialogs, dropping. */
void      heed_window_model_install_actions (GtkWidgetClass *widget_class);
void      heed_window_model_init            (HeedWindow     *self);

/* Follows the document; shows its model's name, and whether one is being opened; tells
 * what is to be known of a model that has come. */
void      heed_window_model_watch           (HeedWindow     *self);
void      heed_window_model_show            (HeedWindow     *self);
void      heed_window_model_changed         (HeedWindow     *self);

G_END_DECLS
