/* source-word-popover.c — a popover that replaces or hides a source word
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The word is replaced by a typed one, in as many subwords as the model needs for it, or
 * by one of its nearest neighbours in the embedding of the model; or it is hidden.
 */

#include "app/window/pages/translate/source-word-popover.h"

#include <glib/gi18n.h>

#include "app/core/files/text.h"
#include "app/core/translation/neighbour-question.h"
#include "app/window/document/document-changes.h"
#include "app/window/pages/parts/entry-limit.h"
#include "app/window/pages/translate/hidden-words.h"
#include "ui/number-format.h"
#include "ui/token-label.h"

#define N_NEIGHBOURS 10
#define SPACING_PX   8
#define MAX_CHARS    200

/**
 * HeedSourceWordPopover:
 *
 * ## Keyboard
 *
 * Return replaces the word by the typed one; Tab leads to the neighbours; Escape closes
 * the popover.
 *
 * ## CSS nodes
 *
 * That of a popover, with the class `sourceword`.
 *
 * ## Accessibility
 *
 * A popover with an entry and buttons, each with a label.
 */
struct _HeedSourceWordPopover
{
  GtkPopover     parent_instance;

  GtkWidget     *title;
  GtkWidget     *entry;
  GtkWidget     *problem;
  GtkWidget     *hide;
  GtkWidget     *caption;
  GtkWidget     *list;

  HeedDocument  *document;
  HeedQuestions *questions;  /* NULL without a document */
  guint          first;      /* first token of the word */
  guint          n_tokens;
  guint32        id;         /* of its only token */
};

G_DEFINE_FINAL_TYPE (HeedSourceWordPopover, heed_source_word_popover, GTK_TYPE_POPOVER)

static void
show_problem (HeedSourceWordPopover *self,
              const char            *problem)
{
  gtk_label_set_text (GTK_LABEL (self->problem), problem != NULL ? problem : "");
  gtk_widget_set_visible (self->problem, problem != NULL);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->entry), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION,
                                  problem != NULL ? problem : "", -1);
}

static void
read_as (HeedSourceWordPopover *self,
         const guint32         *ids,
         guint                  n_ids)
{
  gtk_popover_popdown (GTK_POPOVER (self));
  heed_document_replace (self->document, self->first, self->n_tokens, ids, n_ids);
}

/* --- A word that is typed --- */

static void
entry_activate_cb (HeedSourceWordPopover *self)
{
  const char *text = gtk_editable_get_text (GTK_EDITABLE (self->entry));
  g_autoptr(GError) error = NULL;
  g_auto(GStrv) unknown = NULL;
  g_autofree guint32 *ids = NULL;
  guint n_ids;
  HeedModel *model;

  if (self->document == NULL || heed_text_is_blank (text))
    return;

  model = heed_document_get_model (self->document);
  unknown = heed_model_list_unknown (model, text);
  if (unknown != NULL && unknown[0] != NULL)
    {
      g_autofree char *problem =
        g_strdup_printf (_("The model has no token for “%s”."), unknown[0]);

      show_problem (self, problem);
      return;
    }

  ids = heed_model_encode_source (model, text, &n_ids, &error);
  if (ids != NULL && n_ids > 0)
    read_as (self, ids, n_ids);
  else if (error != NULL)
    show_problem (self, error->message);
}

static void
text_changed_cb (HeedSourceWordPopover *self)
{
  show_problem (self, NULL);
}

/* --- The nearest --- */

static void
neighbour_clicked_cb (HeedSourceWordPopover *self,
                      GtkWidget             *button)
{
  guint32 id = GPOINTER_TO_UINT (g_object_get_data (G_OBJECT (button), "token-id"));

  read_as (self, &id, 1);
}

static GtkWidget *
new_neighbour (HeedSourceWordPopover *self,
               const HeedNeighbour   *neighbour)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, SPACING_PX);
  GtkWidget *button = gtk_button_new ();
  g_autofree char *label = heed_token_label_new (&neighbour->token);
  g_autofree char *cosine = heed_number_format_correlation (neighbour->cosine);
  g_autofree char *name = g_strdup_printf (_("Read “%s” instead, cosine %s"), label, cosine);
  GtkWidget *word = gtk_label_new (label);
  GtkWidget *number = gtk_label_new (cosine);

  gtk_label_set_xalign (GTK_LABEL (word), 0.0f);
  gtk_label_set_ellipsize (GTK_LABEL (word), PANGO_ELLIPSIZE_END);
  gtk_widget_set_hexpand (word, TRUE);
  gtk_widget_add_css_class (number, "muted");
  gtk_widget_add_css_class (number, "numeric");
  gtk_box_append (GTK_BOX (box), word);
  gtk_box_append (GTK_BOX (box), number);

  gtk_button_set_child (GTK_BUTTON (button), box);
  gtk_button_set_has_frame (GTK_BUTTON (button), FALSE);
  gtk_widget_add_css_class (button, "small");
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, name,
                                  -1);
  g_object_set_data (G_OBJECT (button), "token-id", GUINT_TO_POINTER (neighbour->token.id));
  g_signal_connect_swapped (button, "clicked", G_CALLBACK (neighbour_clicked_cb), self);

  return button;
}

static void
clear_list (HeedSourceWordPopover *self)
{
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (self->list)) != NULL)
    gtk_box_remove (GTK_BOX (self->list), child);
}

static void
answer_cb (gpointer answer,
           gpointer user_data)
{
  HeedSourceWordPopover *self = user_data;
  const HeedNeighbourhood *found = answer;

  if (self->n_tokens != 1 || found->id != self->id)
    return;

  clear_list (self);
  for (guint i = 0; i < found->n_neighbours; i++)
    gtk_box_append (GTK_BOX (self->list), new_neighbour (self, &found->neighbours[i]));

  gtk_label_set_text (GTK_LABEL (self->caption),
                      found->n_neighbours > 0
                        ? _("Nearest in the model’s embedding, by cosine")
                        : _("Nothing is close to it in the model’s embedding."));
}

/* --- The object --- */

static void
hide_clicked_cb (HeedSourceWordPopover *self)
{
  gboolean hides;

  if (self->document == NULL)
    return;

  hides = !heed_document_get_hidden (self->document, self->first);
  gtk_popover_popdown (GTK_POPOVER (self));
  heed_change_list_begin (heed_document_get_changes (self->document));
  for (guint i = 0; i < self->n_tokens; i++)
    heed_document_set_hidden (self->document, self->first + i, hides);
  heed_change_list_end (heed_document_get_changes (self->document));
}

static void
heed_source_word_popover_dispose (GObject *object)
{
  heed_source_word_popover_set_document (HEED_SOURCE_WORD_POPOVER (object), NULL);

  G_OBJECT_CLASS (heed_source_word_popover_parent_class)->dispose (object);
}

static void
heed_source_word_popover_class_init (HeedSourceWordPopoverClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = heed_source_word_popover_dispose;
}

static GtkWidget *
new_label (const char *class)
{
  GtkWidget *label = gtk_label_new (NULL);

  gtk_label_set_xalign (GTK_LABEL (label), 0.0f);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
  gtk_label_set_max_width_chars (GTK_LABEL (label), 34);
  gtk_widget_add_css_class (label, class);

  return label;
}

static void
heed_source_word_popover_init (HeedSourceWordPopover *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, SPACING_PX);
  GtkWidget *head = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, SPACING_PX);

  self->title = new_label ("heading");
  gtk_widget_set_hexpand (self->title, TRUE);
  self->hide = gtk_button_new ();
  gtk_widget_add_css_class (self->hide, "small");
  g_signal_connect_swapped (self->hide, "clicked", G_CALLBACK (hide_clicked_cb), self);
  gtk_box_append (GTK_BOX (head), self->title);
  gtk_box_append (GTK_BOX (head), self->hide);

  self->entry = gtk_entry_new ();
  gtk_entry_set_placeholder_text (GTK_ENTRY (self->entry), _("Read another word instead …"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->entry), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _("Read another word instead"), -1);
  heed_entry_limit_install (GTK_EDITABLE (self->entry), MAX_CHARS);
  g_signal_connect_swapped (self->entry, "activate", G_CALLBACK (entry_activate_cb), self);
  g_signal_connect_swapped (self->entry, "changed", G_CALLBACK (text_changed_cb), self);

  self->problem = new_label ("remark");
  self->caption = new_label ("muted");
  self->list = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);

  gtk_box_append (GTK_BOX (box), head);
  gtk_box_append (GTK_BOX (box), self->entry);
  gtk_box_append (GTK_BOX (box), self->problem);
  gtk_box_append (GTK_BOX (box), self->caption);
  gtk_box_append (GTK_BOX (box), self->list);
  gtk_popover_set_child (GTK_POPOVER (self), box);
  gtk_popover_set_position (GTK_POPOVER (self), GTK_POS_BOTTOM);
  gtk_widget_add_css_class (GTK_WIDGET (self), "sourceword");
  show_problem (self, NULL);
}

GtkWidget *
heed_source_word_popover_new (void)
{
  return g_object_new (HEED_TYPE_SOURCE_WORD_POPOVER, NULL);
}

/**
 * heed_source_word_popover_set_document:
 * @document: (nullable): the document of the words
 */
void
heed_source_word_popover_set_document (HeedSourceWordPopover *self,
                                       HeedDocument          *document)
{
  g_return_if_fail (HEED_IS_SOURCE_WORD_POPOVER (self));
  g_return_if_fail (document == NULL || HEED_IS_DOCUMENT (document));

  if (self->document == document)
    return;

  g_clear_pointer (&self->questions, heed_questions_close);
  g_set_object (&self->document, document);
  if (document != NULL)
    self->questions =
      heed_document_open_questions (document, &heed_neighbour_question, answer_cb, self);
}

static void
ask_for_neighbours (HeedSourceWordPopover *self,
                    const HeedToken       *token)
{
  g_autofree char *text = NULL;

  clear_list (self);
  if (self->n_tokens == 1)
    {
      self->id = token->id;
      gtk_label_set_text (GTK_LABEL (self->caption), _("Looking for the nearest words …"));
      heed_questions_ask (self->questions, heed_neighbour_question_new (token->id, N_NEIGHBOURS));
      return;
    }

  text = g_strdup_printf (ngettext ("The model reads it as %u piece; show pieces to see what is "
                                    "close to it.",
                                    "The model reads it in %u pieces; show pieces to see what is "
                                    "near to one.", self->n_tokens),
                          self->n_tokens);
  gtk_label_set_text (GTK_LABEL (self->caption), text);
}

/**
 * heed_source_word_popover_open:
 * @source: the words of the sentence
 * @word: one of them
 *
 * Special tokens cannot be replaced.
 *
 * Returns: whether it is open now
 */
gboolean
heed_source_word_popover_open (HeedSourceWordPopover *self,
                               const HeedWordMap     *source,
                               guint                  word)
{
  const HeedTranslation *translation;
  const HeedToken *token;
  g_autofree char *label = NULL;
  g_autofree char *title = NULL;

  g_return_val_if_fail (HEED_IS_SOURCE_WORD_POPOVER (self), FALSE);

  if (self->document == NULL || word >= source->n_words ||
      heed_document_get_shows_before (self->document))
    return FALSE;

  translation = heed_document_get_translation (self->document);
  self->first = source->starts[word];
  self->n_tokens = source->starts[word + 1] - self->first;
  if (self->first + self->n_tokens > heed_translation_get_n_source (translation))
    return FALSE;

  token = &translation->source->tokens[self->first];
  if (token->is_special)
    return FALSE;

  label = heed_token_label_new (&source->shown[word]);
  /* Translators: a source word, and its place in the sentence */
  title = g_strdup_printf (_("“%s”, number %u"), label, word + 1);
  gtk_label_set_text (GTK_LABEL (self->title), title);
  gtk_button_set_label (
    GTK_BUTTON (self->hide),
    heed_hidden_words_has (self->document, source, word) ? _("Show") : _("Hide"));
  gtk_widget_set_visible (self->hide, heed_document_has_attention (self->document));
  gtk_editable_set_text (GTK_EDITABLE (self->entry), "");
  ask_for_neighbours (self, token);
  gtk_popover_popup (GTK_POPOVER (self));
  gtk_widget_grab_focus (self->entry);

  return TRUE;
}
