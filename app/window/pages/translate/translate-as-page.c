/* translate-as-page.c — implements the interface between the window and the page Translate
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "app/window/pages/parts/gold-words.h"
#include "app/window/pages/translate/gold-editor.h"
#include "app/window/pages/translate/translate-export.h"
#include "app/window/pages/translate/translate-lesson.h"
#include "app/window/pages/translate/translate-page-private.h"
#include "app/window/pages/translate/translate-presentation.h"
#include "app/window/pages/translate/translate-session.h"

static gboolean
use_figure (HeedPage       *page,
            HeedFigureFunc  func,
            gpointer        data)
{
  return heed_translate_export_use_figure (&HEED_TRANSLATE_PAGE (page)->parts, func, data);
}

static const HeedPageExport *
get_export (HeedPage *page)
{
  return heed_translate_export_get (&HEED_TRANSLATE_PAGE (page)->parts);
}

static void
set_document (HeedPage     *page,
              HeedDocument *document)
{
  heed_translate_page_set_document (HEED_TRANSLATE_PAGE (page), document);
}

static void
focus (HeedPage *page,
       gboolean  select_all)
{
  heed_translate_page_focus_entry (HEED_TRANSLATE_PAGE (page), select_all);
}

static GObject *
get_options (HeedPage *page)
{
  return G_OBJECT (HEED_TRANSLATE_PAGE (page)->parts.options);
}

/* Whether the translation is finished and the widgets are up to date with it. */
static gboolean
is_settled (HeedTranslatePage *self)
{
  return self->parts.document != NULL && self->parts.shown != NULL && self->tick == 0 &&
         heed_document_get_state (self->parts.document) == HEED_DOCUMENT_FINISHED;
}

static void
describe (HeedPage  *page,
          HeedScene *now)
{
  if (is_settled (HEED_TRANSLATE_PAGE (page)))
    heed_translate_lesson_describe (&HEED_TRANSLATE_PAGE (page)->parts, now);
}

static void
bring_about (HeedPage        *page,
             const HeedScene *wanted,
             HeedSceneField   field)
{
  if (is_settled (HEED_TRANSLATE_PAGE (page)))
    heed_translate_lesson_bring_about (&HEED_TRANSLATE_PAGE (page)->parts, wanted, field);
}

static GtkWidget *
find_part (HeedPage   *page,
           const char *name)
{
  return heed_translate_lesson_find_part (&HEED_TRANSLATE_PAGE (page)->parts, name);
}

static void
set_presenting (HeedPage *page,
                gboolean  is_presenting)
{
  heed_translate_presentation_set (&HEED_TRANSLATE_PAGE (page)->parts, is_presenting);
}

static char **
list_unsaved (HeedPage *page)
{
  HeedGold *gold = heed_gold_editor_get_unsaved (&HEED_TRANSLATE_PAGE (page)->parts);
  char **unsaved = g_new0 (char *, 2);

  if (gold != NULL)
    unsaved[0] = heed_gold_words_new_loss (heed_gold_get_file (gold));

  return unsaved;
}

static void
save_unsaved (HeedPage *page)
{
  gtk_widget_activate_action (GTK_WIDGET (page), "gold.save", NULL);
}

static void
take_session (HeedPage          *page,
              HeedSessionBeside *beside)
{
  heed_translate_session_take (&HEED_TRANSLATE_PAGE (page)->parts, beside);
}

static gboolean
put_session (HeedPage                *page,
             const HeedSessionBeside *beside,
             GError                 **error)
{
  return heed_translate_session_put (&HEED_TRANSLATE_PAGE (page)->parts, beside, error);
}

void
heed_translate_page_implement (HeedPageInterface *iface)
{
  iface->list_unsaved = list_unsaved;
  iface->save_unsaved = save_unsaved;
  iface->set_presenting = set_presenting;
  iface->find_part = find_part;
  iface->describe = describe;
  iface->bring_about = bring_about;
  iface->set_document = set_document;
  iface->focus = focus;
  iface->get_export = get_export;
  iface->use_figure = use_figure;
  iface->get_options = get_options;
  iface->take_session = take_session;
  iface->put_session = put_session;
}
