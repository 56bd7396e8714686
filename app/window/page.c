/* page.c — the interface between the window and its pages
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The pages are listed in pages/pages.c; the window uses them only by this interface.
 */

#include "app/window/page.h"

/**
 * HeedPage:
 *
 * A page of the window.
 */
G_DEFINE_INTERFACE (HeedPage, heed_page, GTK_TYPE_WIDGET)

static void
focus_first (HeedPage *self,
             gboolean  select_all)
{
  gtk_widget_child_focus (GTK_WIDGET (self), GTK_DIR_TAB_FORWARD);
}

static guint session_signal;

static void
heed_page_default_init (HeedPageInterface *iface)
{
  iface->focus = focus_first;

  /**
   * HeedPage::session-changed:
   *
   * What it has of a session is something else.
   */
  session_signal = g_signal_new ("session-changed", HEED_TYPE_PAGE, G_SIGNAL_RUN_LAST, 0, NULL,
                                 NULL, NULL, G_TYPE_NONE, 0);
}

/**
 * heed_page_set_document:
 * @document: (nullable): the document of the window
 */
void
heed_page_set_document (HeedPage     *self,
                        HeedDocument *document)
{
  g_return_if_fail (HEED_IS_PAGE (self));

  if (HEED_PAGE_GET_IFACE (self)->set_document != NULL)
    HEED_PAGE_GET_IFACE (self)->set_document (self, document);
}

void
heed_page_shown (HeedPage *self)
{
  g_return_if_fail (HEED_IS_PAGE (self));

  if (HEED_PAGE_GET_IFACE (self)->shown != NULL)
    HEED_PAGE_GET_IFACE (self)->shown (self);
}

void
heed_page_focus (HeedPage *self,
                 gboolean  select_all)
{
  g_return_if_fail (HEED_IS_PAGE (self));

  HEED_PAGE_GET_IFACE (self)->focus (self, select_all);
}

/**
 * heed_page_get_export:
 *
 * Returns: (transfer none) (nullable): the export that is possible at present
 */
const HeedPageExport *
heed_page_get_export (HeedPage *self)
{
  g_return_val_if_fail (HEED_IS_PAGE (self), NULL);

  if (HEED_PAGE_GET_IFACE (self)->get_export == NULL)
    return NULL;

  return HEED_PAGE_GET_IFACE (self)->get_export (self);
}

typedef struct {
  const char           *path;
  const HeedFigureForm *form;
  GError              **error;
  gboolean              is_saved;
} Saving;

static void
save_figure (const HeedFigure *figure,
             gpointer          data)
{
  Saving *saving = data;
  HeedFigure titled = *figure;

  if (!saving->form->has_title)
    titled.title = NULL;

  saving->is_saved = heed_figure_save (&titled, saving->path, saving->form, saving->error);
}

/**
 * heed_page_export:
 * @self: a page that has something to export
 * @path: ends in .svg, .pdf or .png; for a figure, in any extension of its formats
 * @form: options of a figure; not used by a page's own export
 *
 * Errors: those of heed_figure_save()
 */
gboolean
heed_page_export (HeedPage              *self,
                  const char            *path,
                  const HeedFigureForm  *form,
                  GError               **error)
{
  Saving saving = { path, form, error, FALSE };

  g_return_val_if_fail (heed_page_get_export (self) != NULL, FALSE);
  g_return_val_if_fail (path != NULL && form != NULL, FALSE);

  if (heed_page_use_figure (self, save_figure, &saving))
    return saving.is_saved;

  return HEED_PAGE_GET_IFACE (self)->export (self, path, error);
}

/**
 * heed_page_use_figure:
 * @func: called once, or not at all
 *
 * Returns: whether an attention is displayed
 */
gboolean
heed_page_use_figure (HeedPage       *self,
                      HeedFigureFunc  func,
                      gpointer        data)
{
  g_return_val_if_fail (HEED_IS_PAGE (self), FALSE);

  return HEED_PAGE_GET_IFACE (self)->use_figure != NULL &&
         HEED_PAGE_GET_IFACE (self)->use_figure (self, func, data);
}

/**
 * heed_page_get_options:
 *
 * Returns: (transfer none) (nullable): the object whose properties a session file stores
 */
GObject *
heed_page_get_options (HeedPage *self)
{
  g_return_val_if_fail (HEED_IS_PAGE (self), NULL);

  return HEED_PAGE_GET_IFACE (self)->get_options != NULL
           ? HEED_PAGE_GET_IFACE (self)->get_options (self)
           : NULL;
}

/**
 * heed_page_get_comparison:
 *
 * Returns: (transfer none) (nullable): the comparison on the page
 */
HeedComparison *
heed_page_get_comparison (HeedPage *self)
{
  g_return_val_if_fail (HEED_IS_PAGE (self), NULL);

  return HEED_PAGE_GET_IFACE (self)->get_comparison != NULL
           ? HEED_PAGE_GET_IFACE (self)->get_comparison (self)
           : NULL;
}

gboolean
heed_page_open_at (HeedPage   *self,
                   const char *path,
                   double      x,
                   double      y)
{
  g_return_val_if_fail (HEED_IS_PAGE (self), FALSE);
  g_return_val_if_fail (path != NULL, FALSE);

  return HEED_PAGE_GET_IFACE (self)->open_at != NULL &&
         HEED_PAGE_GET_IFACE (self)->open_at (self, path, x, y);
}

gboolean
heed_page_open_files (HeedPage          *self,
                      const char *const *paths)
{
  g_return_val_if_fail (HEED_IS_PAGE (self), FALSE);
  g_return_val_if_fail (paths != NULL && paths[0] != NULL, FALSE);

  return HEED_PAGE_GET_IFACE (self)->open_files != NULL &&
         HEED_PAGE_GET_IFACE (self)->open_files (self, paths);
}

void
heed_page_set_presenting (HeedPage *self,
                          gboolean  is_presenting)
{
  g_return_if_fail (HEED_IS_PAGE (self));

  if (HEED_PAGE_GET_IFACE (self)->set_presenting != NULL)
    HEED_PAGE_GET_IFACE (self)->set_presenting (self, is_presenting);
}

char **
heed_page_list_unsaved (HeedPage *self)
{
  g_return_val_if_fail (HEED_IS_PAGE (self), NULL);

  return HEED_PAGE_GET_IFACE (self)->list_unsaved != NULL
           ? HEED_PAGE_GET_IFACE (self)->list_unsaved (self)
           : g_new0 (char *, 1);
}

/**
 * heed_page_save_unsaved:
 * @self: a page that has something unsaved
 */
void
heed_page_save_unsaved (HeedPage *self)
{
  g_return_if_fail (HEED_IS_PAGE (self));

  HEED_PAGE_GET_IFACE (self)->save_unsaved (self);
}

GtkWidget *
heed_page_find_part (HeedPage   *self,
                     const char *name)
{
  g_return_val_if_fail (HEED_IS_PAGE (self), NULL);

  return HEED_PAGE_GET_IFACE (self)->find_part != NULL
         ? HEED_PAGE_GET_IFACE (self)->find_part (self, name) : NULL;
}

void
heed_page_describe (HeedPage  *self,
                    HeedScene *now)
{
  g_return_if_fail (HEED_IS_PAGE (self));

  if (HEED_PAGE_GET_IFACE (self)->describe != NULL)
    HEED_PAGE_GET_IFACE (self)->describe (self, now);
}

void
heed_page_bring_about (HeedPage        *self,
                       const HeedScene *wanted,
                       HeedSceneField   field)
{
  g_return_if_fail (HEED_IS_PAGE (self));

  if (HEED_PAGE_GET_IFACE (self)->bring_about != NULL)
    HEED_PAGE_GET_IFACE (self)->bring_about (self, wanted, field);
}

void
heed_page_take_session (HeedPage          *self,
                        HeedSessionBeside *beside)
{
  g_return_if_fail (HEED_IS_PAGE (self));

  if (HEED_PAGE_GET_IFACE (self)->take_session != NULL)
    HEED_PAGE_GET_IFACE (self)->take_session (self, beside);
}

gboolean
heed_page_put_session (HeedPage                *self,
                       const HeedSessionBeside *beside,
                       GError                 **error)
{
  g_return_val_if_fail (HEED_IS_PAGE (self), FALSE);

  return HEED_PAGE_GET_IFACE (self)->put_session == NULL ||
         HEED_PAGE_GET_IFACE (self)->put_session (self, beside, error);
}

void
heed_page_tell_session (HeedPage *self)
{
  g_return_if_fail (HEED_IS_PAGE (self));

  g_signal_emit (self, session_signal, 0);
}
