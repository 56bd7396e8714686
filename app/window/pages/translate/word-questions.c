/* word-questions.c — the popovers for replacing a source word and for finding a target word
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Two actions of the group "word", each with a key outside of text entries: "replace"
 * opens the popover of the selected source word at its chip; "wish" opens the search for
 * an attention that would produce another word at the selected step. Each popover is
 * created when first opened.
 */

#include "app/window/pages/translate/word-questions.h"

#include <glib/gi18n.h>

#include "app/window/pages/translate/found-popover.h"
#include "app/window/pages/translate/source-word-popover.h"

/**
 * HeedWordQuestions:
 *
 * ## Keyboard
 *
 * R replaces the selected source word, as F2, the menu key or Shift+F10 do at its chip;
 * W searches for an attention that would produce another word.
 */
struct _HeedWordQuestions
{
  GObject                parent_instance;

  HeedTranslateParts    *parts;
  HeedDocument          *document;  /* NULL: none */
  HeedSourceWordPopover *source;    /* NULL until first opened */
  HeedFoundPopover      *found;     /* likewise */
  GSimpleAction         *wish;
  GtkWidget             *button;    /* owned by the inspector */
};

G_DEFINE_FINAL_TYPE (HeedWordQuestions, heed_word_questions, G_TYPE_OBJECT)

/* --- The source word --- */

static void
open_at (HeedWordQuestions *self,
         guint              word)
{
  HeedTranslateParts *parts = self->parts;
  graphene_rect_t bounds;

  if (parts->shown == NULL)
    return;

  if (self->source == NULL)
    {
      self->source = HEED_SOURCE_WORD_POPOVER (heed_source_word_popover_new ());
      gtk_widget_set_parent (GTK_WIDGET (self->source), parts->token_row);
      heed_source_word_popover_set_document (self->source, parts->document);
    }

  if (heed_token_strip_compute_bounds (parts->tokens, word, parts->token_row, &bounds))
    gtk_popover_set_pointing_to (GTK_POPOVER (self->source), &(GdkRectangle) {
      (int) bounds.origin.x, (int) bounds.origin.y, (int) bounds.size.width,
      (int) bounds.size.height });

  heed_source_word_popover_open (self->source, parts->shown->source, word);
}

static void
replace_cb (HeedWordQuestions *self)
{
  int selected = heed_token_strip_get_selected (self->parts->tokens);

  if (selected >= 0)
    open_at (self, (guint) selected);
}

/* --- The wanted word --------------- */

static void
wish_cb (HeedWordQuestions *self)
{
  if (self->found == NULL)
    {
      self->found = HEED_FOUND_POPOVER (heed_found_popover_new ());
      gtk_widget_set_parent (GTK_WIDGET (self->found),
                             gtk_widget_get_parent (GTK_WIDGET (self->parts->changes)));
      gtk_popover_set_pointing_to (GTK_POPOVER (self->found), &(GdkRectangle) { 2, 40, 1, 1 });
      heed_found_popover_set_document (self->found, self->parts->document);
    }

  heed_found_popover_open (self->found);
}

/* A model without attention cannot be asked what attention would give a word. */
static void
model_changed_cb (HeedWordQuestions *self)
{
  HeedModel *model = heed_document_get_model (self->document);
  gboolean attends = model != NULL && heed_model_get_n_layers (model, HEED_ATTENTION_CROSS) > 0;

  g_simple_action_set_enabled (self->wish, attends);
  gtk_widget_set_visible (self->button, attends);
}

/* --- The object --- */

static void
heed_word_questions_dispose (GObject *object)
{
  HeedWordQuestions *self = HEED_WORD_QUESTIONS (object);

  if (self->source != NULL)
    gtk_widget_unparent (GTK_WIDGET (self->source));
  if (self->found != NULL)
    gtk_widget_unparent (GTK_WIDGET (self->found));
  self->source = NULL;
  self->found = NULL;
  g_clear_object (&self->wish);
  g_clear_object (&self->document);

  G_OBJECT_CLASS (heed_word_questions_parent_class)->dispose (object);
}

static void
heed_word_questions_class_init (HeedWordQuestionsClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = heed_word_questions_dispose;
}

static void
heed_word_questions_init (HeedWordQuestions *self)
{
}

/* Returns (transfer full): the action. */
static GSimpleAction *
add_action (HeedWordQuestions  *self,
            GSimpleActionGroup *group,
            const char         *name,
            GCallback           callback)
{
  GSimpleAction *action = g_simple_action_new (name, NULL);

  g_signal_connect_object (action, "activate", callback, self, G_CONNECT_SWAPPED);
  g_action_map_add_action (G_ACTION_MAP (group), G_ACTION (action));

  return action;
}

void
heed_word_questions_add_keys (GtkWidgetClass *page_class)
{
  gtk_widget_class_add_binding_action (page_class, GDK_KEY_r, 0, "word.replace", NULL);
  gtk_widget_class_add_binding_action (page_class, GDK_KEY_w, 0, "word.wish", NULL);
}

static GtkWidget *
add_button (HeedStepInspector *inspector)
{
  GtkWidget *button = gtk_button_new_with_label (_("What attention would give another?"));

  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), "word.wish");
  gtk_widget_set_tooltip_text (
    button, _("Looks for the row of the attention that makes a word as probable as it can be"));
  gtk_widget_set_halign (button, GTK_ALIGN_START);
  gtk_widget_add_css_class (button, "small");
  heed_step_inspector_add_below_candidates (inspector, button);

  return button;
}

/**
 * heed_word_questions_new:
 * @parts: the parts of the page, which must outlive the object
 * @page: the page that gets the actions
 *
 * Returns: (transfer full): an object with both popovers closed
 */
HeedWordQuestions *
heed_word_questions_new (HeedTranslateParts *parts,
                         GtkWidget          *page)
{
  HeedWordQuestions *self = g_object_new (HEED_TYPE_WORD_QUESTIONS, NULL);
  g_autoptr(GSimpleActionGroup) group = g_simple_action_group_new ();
  g_autoptr(GSimpleAction) replace = NULL;

  self->parts = parts;
  replace = add_action (self, group, "replace", G_CALLBACK (replace_cb));
  self->wish = add_action (self, group, "wish", G_CALLBACK (wish_cb));
  gtk_widget_insert_action_group (page, "word", G_ACTION_GROUP (group));
  self->button = add_button (parts->inspector);
  g_signal_connect_object (parts->tokens, "token-menu", G_CALLBACK (open_at), self,
                           G_CONNECT_SWAPPED);

  return self;
}

void
heed_word_questions_set_document (HeedWordQuestions *self,
                                  HeedDocument      *document)
{
  g_return_if_fail (HEED_IS_WORD_QUESTIONS (self));

  if (self->document != NULL)
    g_signal_handlers_disconnect_by_data (self->document, self);
  g_set_object (&self->document, document);
  if (document != NULL)
    {
      g_signal_connect_object (document, "model-changed", G_CALLBACK (model_changed_cb), self,
                               G_CONNECT_SWAPPED);
      model_changed_cb (self);
    }
  if (self->source != NULL)
    heed_source_word_popover_set_document (self->source, document);
  if (self->found != NULL)
    heed_found_popover_set_document (self->found, document);
}
