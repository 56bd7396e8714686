/* page.h — what the window knows of a page, whichever it is
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

#include "app/core/figure-file.h"
#include "app/core/lesson-scene.h"
#include "app/window/comparison.h"
#include "app/window/document.h"

G_BEGIN_DECLS

/* What can be exported from a page as it is now. */
typedef struct {
  const char *title;          /* of the dialog; an untranslated msgid */
  const char *name;           /* "attention.svg": the file that is proposed */
  const char *failure_title;  /* what is said if it cannot be written; likewise */
} HeedPageExport;

/* Called with what is seen; all of it is borrowed until it returns. */
typedef void (*HeedFigureFunc) (const HeedFigure *figure,
                                gpointer          data);

#define HEED_TYPE_PAGE (heed_page_get_type ())
G_DECLARE_INTERFACE (HeedPage, heed_page, HEED, PAGE, GtkWidget)

/* None of them is needed; without it a page does, has and loses nothing. */
struct _HeedPageInterface
{
  GTypeInterface parent_interface;

  void                  (*set_document)  (HeedPage      *self,
                                          HeedDocument  *document);
  void                  (*shown)         (HeedPage      *self);
  void                  (*focus)         (HeedPage      *self,
                                          gboolean       select_all);
  const HeedPageExport *(*get_export)    (HeedPage      *self);
  gboolean              (*export)        (HeedPage      *self,
                                          const char    *path,
                                          GError       **error);
  gboolean              (*open_at)       (HeedPage      *self,
                                          const char    *path,
                                          double         x,
                                          double         y);
  gboolean              (*open_files)    (HeedPage      *self,
                                          const char *const *paths);
  void                  (*set_presenting) (HeedPage     *self,
                                          gboolean       is_presenting);
  gboolean              (*has_unsaved)   (HeedPage      *self);
  void                  (*save_unsaved)  (HeedPage      *self);
  GObject              *(*get_options)   (HeedPage      *self);
  HeedComparison       *(*get_comparison) (HeedPage     *self);
  gboolean              (*use_figure)    (HeedPage      *self,
                                          HeedFigureFunc func,
                                          gpointer       data);

  /* For lessons. */
  GtkWidget            *(*find_part)     (HeedPage      *self,
                                          const char    *name);
  void                  (*describe)      (HeedPage      *self,
                                          HeedScene     *now);
  void                  (*bring_about)   (HeedPage      *self,
                                          const HeedScene *wanted,
                                          HeedSceneField field);
};

/* What the window shows; NULL before it goes. */
void                  heed_page_set_document (HeedPage      *self,
                                              HeedDocument  *document);

/* The moment when it has come to the front. */
void                  heed_page_shown        (HeedPage      *self);

/* Puts the focus where somebody begins; select_all: so that typing replaces what
 * is there. */
void                  heed_page_focus        (HeedPage      *self,
                                              gboolean       select_all);

/* NULL: there is nothing to export now. The path ends in .svg, .pdf or .png, of a
 * figure in anything that heed_figure_list_endings() lists. */
const HeedPageExport *heed_page_get_export   (HeedPage      *self);
gboolean              heed_page_export       (HeedPage      *self,
                                              const char    *path,
                                              const HeedFigureForm *form,
                                              GError       **error);

/* A model's file was dropped there, px; FALSE: the page has no place of its own for it. */
gboolean              heed_page_open_at      (HeedPage      *self,
                                              const char    *path,
                                              double         x,
                                              double         y);

/* Files were dropped, ended by NULL, that may be for the page; FALSE: they are not. */
gboolean              heed_page_open_files   (HeedPage      *self,
                                              const char *const *paths);

/* A room looks on: no buttons, what is to be seen alone. */
void                  heed_page_set_presenting (HeedPage    *self,
                                              gboolean       is_presenting);

/* Whether something is lost if the window closes; save_unsaved asks where to. */
gboolean              heed_page_has_unsaved  (HeedPage      *self);
void                  heed_page_save_unsaved (HeedPage      *self);

/* An attention that can be taken away in any form, copied and printed; FALSE, and func
 * is not called: there is none now. What a page has besides is its export. */
gboolean              heed_page_use_figure   (HeedPage      *self,
                                              HeedFigureFunc func,
                                              gpointer       data);

/* Whose properties say how things are drawn, and belong to a session; or NULL. */
GObject              *heed_page_get_options  (HeedPage      *self);

/* What is compared on it, which belongs to a session too; or NULL. */
HeedComparison       *heed_page_get_comparison (HeedPage    *self);

/* What a lesson calls a part of the page; NULL: it has none of that name. */
GtkWidget            *heed_page_find_part    (HeedPage      *self,
                                              const char    *name);

/* Says what is so on it now; nothing of what is not known yet. */
void                  heed_page_describe     (HeedPage      *self,
                                              HeedScene     *now);

/* Does what makes one field so, if it can now; nothing if it has to wait. */
void                  heed_page_bring_about  (HeedPage      *self,
                                              const HeedScene *wanted,
                                              HeedSceneField field);

G_END_DECLS
