/* window-private.h — the members of the window, and functions shared by its files
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "app/window/desktop/toast.h"
#include "app/window/document/fitting-sentence.h"
#include "app/window/lessons/lesson-panel.h"
#include "app/window/page.h"
#include "app/window/presentation/room.h"
#include "app/window/window.h"

G_BEGIN_DECLS

struct _HeedWindow
{
  GtkApplicationWindow  parent_instance;

  GtkWidget            *model_button;
  GtkWidget            *menu_button;
  GMenuModel           *primary_menu;  /* from the template */
  GtkWidget            *model_label;
  GtkWidget            *spinner;
  GtkWidget            *message;
  GtkWidget            *message_text;
  GtkWidget            *pages;         /* one box per page, empty until it is first shown */
  HeedToast            *toast;
  GMenu                *recent_sessions;  /* from the template */
  GMenu                *lessons;          /* likewise */
  HeedLessonPanel      *lesson;

  HeedDocument         *document;
  HeedModelLibrary     *library;
  GSettings            *settings;  /* NULL if settings are not saved */
  HeedSessionKeeper    *keeper;    /* NULL if sessions are not kept */
  HeedRoom             *room;
  HeedFittingSentence  *fitting;
  GSimpleAction        *model_action;
  gboolean              has_shown_example;
  gboolean              keeps_message;  /* the next model does not close the message */
  gboolean              is_of_sentence;  /* the message is about the present sentence */
  gboolean              is_leaving;  /* the window closes even if data is unsaved */
};

/* The message above the pages, which stays until it is closed or a model is opened; one about the
 * sentence also until the sentence changes. */
void      heed_window_show_message          (HeedWindow     *self,
                                             const char     *title,
                                             const char     *detail);
void      heed_window_show_sentence_message (HeedWindow     *self,
                                             const char     *title,
                                             const char     *detail);
void      heed_window_close_message         (HeedWindow     *self);

HeedPage *heed_window_get_shown_page        (HeedWindow     *self);

/* Opening models by menu, dialog and drag and drop. */
void      heed_window_model_install_actions (GtkWidgetClass *widget_class);
void      heed_window_model_init            (HeedWindow     *self);

/* _watch follows the document; _show shows its model's name, and whether one is being opened;
 * _changed reports what the user should know about a new model. */
void      heed_window_model_watch           (HeedWindow     *self);
void      heed_window_model_show            (HeedWindow     *self);
void      heed_window_model_changed         (HeedWindow     *self);

G_END_DECLS
