/* page.h — the interface between the window and its pages
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

#include "app/core/figures/figure-file.h"
#include "app/core/lessons/lesson-scene.h"
#include "app/core/sessions/session-beside.h"
#include "app/window/comparison/comparison.h"
#include "app/window/document/document.h"

G_BEGIN_DECLS

/* Describes the export that a page offers at present. */
typedef struct {
  const char *title;          /* of the dialog; an untranslated msgid */
  const char *name;           /* "attention.svg": the proposed file name */
  const char *failure_title;  /* title of the message on failure; likewise */
} HeedPageExport;

/* Called with the displayed figure, which is borrowed and valid until the function returns. */
typedef void (*HeedFigureFunc) (const HeedFigure *figure,
                                gpointer          data);

#define HEED_TYPE_PAGE (heed_page_get_type ())
G_DECLARE_INTERFACE (HeedPage, heed_page, HEED, PAGE, GtkWidget)

/* All functions are optional, except that get_export needs export or use_figure, and list_unsaved
 * needs save_unsaved. A missing one does nothing and returns FALSE or NULL; the default of focus
 * moves the focus to the first child that takes it. */
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
  char                **(*list_unsaved)  (HeedPage      *self);
  void                  (*save_unsaved)  (HeedPage      *self);
  GObject              *(*get_options)   (HeedPage      *self);
  HeedComparison       *(*get_comparison) (HeedPage     *self);
  void                  (*take_session)  (HeedPage      *self,
                                          HeedSessionBeside *beside);
  gboolean              (*put_session)   (HeedPage      *self,
                                          const HeedSessionBeside *beside,
                                          GError       **error);
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

/* Sets the document that the window shows; NULL before it is disposed. */
void                  heed_page_set_document (HeedPage      *self,
                                              HeedDocument  *document);

/* Called when the page has become visible. */
void                  heed_page_shown        (HeedPage      *self);

/* Moves the focus to the page's first input; with select_all its text is selected, so that typing
 * replaces it. */
void                  heed_page_focus        (HeedPage      *self,
                                              gboolean       select_all);

/* Returns NULL if there is nothing to export at present. The path ends in .svg, .pdf or .png; for a
 * figure, in any extension that heed_figure_list_endings() lists. */
const HeedPageExport *heed_page_get_export   (HeedPage      *self);
gboolean              heed_page_export       (HeedPage      *self,
                                              const char    *path,
                                              const HeedFigureForm *form,
                                              GError       **error);

/* Called when a model's file was dropped at (x, y), px. Returns FALSE if the page does not handle
 * it. */
gboolean              heed_page_open_at      (HeedPage      *self,
                                              const char    *path,
                                              double         x,
                                              double         y);

/* Called when files were dropped; paths is NULL-terminated. Returns FALSE if they are not for the
 * page. */
gboolean              heed_page_open_files   (HeedPage      *self,
                                              const char *const *paths);

/* Switches the presentation mode, which hides buttons and leaves only the contents. */
void                  heed_page_set_presenting (HeedPage    *self,
                                              gboolean       is_presenting);

/* Returns what would be lost if the window closed, in words, such as "the model “GRU, dot”"; empty
 * if nothing would. save_unsaved asks the user for a file. */
char                **heed_page_list_unsaved (HeedPage      *self) G_GNUC_WARN_UNUSED_RESULT;
void                  heed_page_save_unsaved (HeedPage      *self);

/* Calls func with the attention figure of the page, which can be exported in any format, copied and
 * printed. Returns FALSE without calling func if there is none at present. Other contents of a page
 * are saved by its export. */
gboolean              heed_page_use_figure   (HeedPage      *self,
                                              HeedFigureFunc func,
                                              gpointer       data);

/* Returns the object whose properties are the drawing options, which a session file stores; or
 * NULL. */
GObject              *heed_page_get_options  (HeedPage      *self);

/* Returns the comparison on the page, which a session file stores too; or NULL. */
HeedComparison       *heed_page_get_comparison (HeedPage    *self);

/* What a session stores of the page beside the sentence. _take writes it to beside; _put restores
 * it and sets an error if a file is no longer there; _tell emits ::session-changed. */
void                  heed_page_take_session (HeedPage      *self,
                                              HeedSessionBeside *beside);
gboolean              heed_page_put_session  (HeedPage      *self,
                                              const HeedSessionBeside *beside,
                                              GError       **error);
void                  heed_page_tell_session (HeedPage      *self);

/* Returns the part of the page that a lesson calls by this name; NULL if there is none. */
GtkWidget            *heed_page_find_part    (HeedPage      *self,
                                              const char    *name);

/* Fills in the present state of the page; fields that are not known yet are left alone. */
void                  heed_page_describe     (HeedPage      *self,
                                              HeedScene     *now);

/* Brings about the wanted value of one field if that is possible now; otherwise does nothing. */
void                  heed_page_bring_about  (HeedPage      *self,
                                              const HeedScene *wanted,
                                              HeedSceneField field);

G_END_DECLS
