/* found-popover.c — searches for an attention that would produce another word
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The displayed attention is searched: one head, or, if the mean is displayed, every
 * head of the layer with a row of its own. The result is a change like any other, which
 * either produces the word or is only the best attempt, and its text says which.
 */

#include "app/window/pages/translate/found-popover.h"

#include <glib/gi18n.h>
#include <math.h>

#include "app/core/files/text.h"
#include "app/core/translation/attention-question.h"
#include "app/window/pages/parts/entry-limit.h"
#include "ui/number-format.h"
#include "ui/token-label.h"

#define SPACING_PX 8
#define MAX_CHARS  200

/**
 * HeedFoundPopover:
 *
 * ## Keyboard
 *
 * Return searches for the typed word; Tab leads to the candidates; Escape closes the
 * popover.
 *
 * ## CSS nodes
 *
 * That of a popover, with the class `found`.
 *
 * ## Accessibility
 *
 * A popover with buttons and an entry; a label reports the result.
 */
struct _HeedFoundPopover
{
  GtkPopover     parent_instance;

  GtkWidget     *title;
  GtkWidget     *place;
  GtkWidget     *candidates;
  GtkWidget     *entry;
  GtkWidget     *result;

  HeedDocument  *document;
  HeedQuestions *questions;  /* NULL without a document */
  guint          position;   /* of the step that is searched */
  char          *label;      /* of the token; or NULL */
};

G_DEFINE_FINAL_TYPE (HeedFoundPopover, heed_found_popover, GTK_TYPE_POPOVER)

static void
show_result (HeedFoundPopover *self,
             const char       *text)
{
  gtk_label_set_text (GTK_LABEL (self->result), text);
  gtk_widget_set_visible (self->result, *text != '\0');
}

/* --- The answer --- */

static char *
describe (HeedFoundPopover         *self,
          const HeedFoundAttention *found)
{
  g_autofree char *with = heed_number_format_weight (exp (found->log_prob));
  g_autofree char *own = heed_number_format_weight (exp (found->own_log_prob));

  if (found->is_best)
    /* Translators: a word, its probability with the attention that was found, and with the
     * model's own */
    return g_strdup_printf (_("“%s” gets p %s with the attention that was found; with the model’s "
                              "own it had %s. The row is on the list of changes."),
                            self->label, with, own);

  /* Translators: a word, the best probability that was reached, and that with the model's own
   * attention */
  return g_strdup_printf (_("No attention was found that gives “%s”: the best that any reaches is "
                            "p %s (with the model’s own %s). The row is on the list of changes."),
                          self->label, with, own);
}

static void
answer_cb (gpointer answer,
           gpointer user_data)
{
  HeedFoundPopover *self = user_data;
  const HeedAttentionAnswer *said = answer;
  g_autofree char *text = NULL;

  if (said->found == NULL)
    {
      show_result (self, said->error->message);
      return;
    }

  text = describe (self, said->found);
  show_result (self, text);
  heed_change_list_put (heed_document_get_changes (self->document),
                        heed_attention_question_new_change (said->found, self->label));
}

/* --- The question --- */

static gboolean
can_ask (HeedFoundPopover *self)
{
  const HeedTranslation *translation;

  if (self->document == NULL || !heed_document_has_attention (self->document) ||
      heed_document_get_shows_before (self->document) ||
      heed_document_get_state (self->document) != HEED_DOCUMENT_FINISHED)
    return FALSE;

  translation = heed_document_get_translation (self->document);

  return translation->site.kind != HEED_ATTENTION_ENCODER_SELF &&
         self->position < translation->steps->len;
}

void
heed_found_popover_ask (HeedFoundPopover *self,
                        guint32           token_id)
{
  const HeedTranslation *translation;
  g_autofree guint32 *tokens = NULL;
  g_autofree char *text = NULL;
  HeedToken token;

  g_return_if_fail (HEED_IS_FOUND_POPOVER (self));

  if (!can_ask (self))
    return;

  translation = heed_document_get_translation (self->document);
  tokens = g_new0 (guint32, self->position + 1);
  for (guint t = 0; t < self->position; t++)
    tokens[t] = heed_translation_get_step (translation, t)->token.id;

  token = heed_model_get_target_token (heed_document_get_model (self->document), token_id);
  g_free (self->label);
  self->label = heed_token_label_new (&token);
  text = g_strdup_printf (_("Looking for an attention that gives “%s” …"), self->label);
  show_result (self, text);
  heed_questions_ask (self->questions, heed_attention_question_new (&(HeedAttentionAsked) {
    self->position, translation->site, token_id, tokens }));
}

/* Of a word of several subwords only the first is searched: the others belong to later steps. */
static void
entry_activate_cb (HeedFoundPopover *self)
{
  const char *text = gtk_editable_get_text (GTK_EDITABLE (self->entry));
  g_autoptr(GError) error = NULL;
  g_autofree guint32 *ids = NULL;
  guint n_ids;

  if (!can_ask (self) || heed_text_is_blank (text))
    return;

  ids = heed_model_encode_target (heed_document_get_model (self->document), text, &n_ids, &error);
  if (ids != NULL && n_ids > 0)
    heed_found_popover_ask (self, ids[0]);
  else if (error != NULL)
    show_result (self, error->message);
}

static void
candidate_clicked_cb (HeedFoundPopover *self,
                      GtkWidget        *button)
{
  heed_found_popover_ask (self, GPOINTER_TO_UINT (g_object_get_data (G_OBJECT (button),
                                                                     "token-id")));
}

static void
offer_candidates (HeedFoundPopover *self,
                  const HeedStep   *step)
{
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (self->candidates)) != NULL)
    gtk_box_remove (GTK_BOX (self->candidates), child);

  for (guint i = 0; i < step->n_candidates; i++)
    {
      g_autofree char *label = heed_token_label_new (&step->candidates[i].token);
      g_autofree char *share = heed_number_format_weight (exp (step->candidates[i].log_prob));
      /* Translators: a word, and its probability now */
      g_autofree char *text = g_strdup_printf (_("%s, now p %s"), label, share);
      GtkWidget *button = gtk_button_new_with_label (text);

      gtk_label_set_xalign (GTK_LABEL (gtk_button_get_child (GTK_BUTTON (button))), 0.0f);
      gtk_button_set_has_frame (GTK_BUTTON (button), FALSE);
      gtk_widget_add_css_class (button, "small");
      g_object_set_data (G_OBJECT (button), "token-id",
                         GUINT_TO_POINTER (step->candidates[i].token.id));
      g_signal_connect_swapped (button, "clicked", G_CALLBACK (candidate_clicked_cb), self);
      gtk_box_append (GTK_BOX (self->candidates), button);
    }
}

/* --- The object --- */

static void
heed_found_popover_dispose (GObject *object)
{
  heed_found_popover_set_document (HEED_FOUND_POPOVER (object), NULL);

  G_OBJECT_CLASS (heed_found_popover_parent_class)->dispose (object);
}

static void
heed_found_popover_finalize (GObject *object)
{
  g_free (HEED_FOUND_POPOVER (object)->label);

  G_OBJECT_CLASS (heed_found_popover_parent_class)->finalize (object);
}

static void
heed_found_popover_class_init (HeedFoundPopoverClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = heed_found_popover_dispose;
  G_OBJECT_CLASS (klass)->finalize = heed_found_popover_finalize;
}

static GtkWidget *
new_label (const char *class)
{
  GtkWidget *label = gtk_label_new (NULL);

  gtk_label_set_xalign (GTK_LABEL (label), 0.0f);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
  gtk_label_set_max_width_chars (GTK_LABEL (label), 36);
  gtk_widget_add_css_class (label, class);

  return label;
}

static void
heed_found_popover_init (HeedFoundPopover *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, SPACING_PX);

  self->title = new_label ("heading");
  self->place = new_label ("muted");
  self->candidates = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  self->entry = gtk_entry_new ();
  gtk_entry_set_placeholder_text (GTK_ENTRY (self->entry), _("Another word …"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->entry), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _("Another word"), -1);
  heed_entry_limit_install (GTK_EDITABLE (self->entry), MAX_CHARS);
  g_signal_connect_swapped (self->entry, "activate", G_CALLBACK (entry_activate_cb), self);
  self->result = new_label ("remark");

  gtk_box_append (GTK_BOX (box), self->title);
  gtk_box_append (GTK_BOX (box), self->place);
  gtk_box_append (GTK_BOX (box), self->candidates);
  gtk_box_append (GTK_BOX (box), self->entry);
  gtk_box_append (GTK_BOX (box), self->result);
  gtk_popover_set_child (GTK_POPOVER (self), box);
  gtk_popover_set_position (GTK_POPOVER (self), GTK_POS_LEFT);
  gtk_widget_add_css_class (GTK_WIDGET (self), "found");
  show_result (self, "");
}

GtkWidget *
heed_found_popover_new (void)
{
  return g_object_new (HEED_TYPE_FOUND_POPOVER, NULL);
}

/**
 * heed_found_popover_set_document:
 * @document: (nullable): the document to search in
 */
void
heed_found_popover_set_document (HeedFoundPopover *self,
                                 HeedDocument     *document)
{
  g_return_if_fail (HEED_IS_FOUND_POPOVER (self));
  g_return_if_fail (document == NULL || HEED_IS_DOCUMENT (document));

  if (self->document == document)
    return;

  g_clear_pointer (&self->questions, heed_questions_close);
  g_set_object (&self->document, document);
  if (document != NULL)
    self->questions =
      heed_document_open_questions (document, &heed_attention_question, answer_cb, self);
}

static char *
name_place (HeedFoundPopover *self)
{
  HeedModel *model = heed_document_get_model (self->document);
  HeedAttentionSite site = heed_document_get_translation (self->document)->site;
  HeedSiteRange ranges[HEED_N_ATTENTION_KINDS];
  g_autofree char *name = NULL;

  for (guint kind = 0; kind < HEED_N_ATTENTION_KINDS; kind++)
    ranges[kind] = (HeedSiteRange) {
      .n_layers = heed_model_get_n_layers (model, (HeedAttentionKind) kind),
      .n_heads = heed_model_get_n_heads (model, (HeedAttentionKind) kind, 0),
    };

  name = heed_site_ranges_dup_text (ranges, site);
  if (*name == '\0')
    return g_strdup (_("Its row is searched by gradient; everything else is computed as usual."));

  /* Translators: a place that attends, as "Layer 2 · Head 1" */
  return g_strdup_printf (_("The row of %s is searched by gradient; everything else is computed as "
                            "usual."), name);
}

/**
 * heed_found_popover_open:
 *
 * Returns: whether it is open now
 */
gboolean
heed_found_popover_open (HeedFoundPopover *self)
{
  g_autofree char *title = NULL;
  g_autofree char *place = NULL;
  int step;

  g_return_val_if_fail (HEED_IS_FOUND_POPOVER (self), FALSE);

  step = self->document != NULL
           ? heed_document_view_get_step (heed_document_get_view (self->document)) : -1;
  self->position = (guint) MAX (step, 0);
  if (step < 0 || !can_ask (self))
    return FALSE;

  title = g_strdup_printf (_("Step %u: what attention would give this word?"),
                           self->position + 1);
  place = name_place (self);
  gtk_label_set_text (GTK_LABEL (self->title), title);
  gtk_label_set_text (GTK_LABEL (self->place), place);
  offer_candidates (self, heed_translation_get_step (
    heed_document_get_translation (self->document), self->position));
  gtk_editable_set_text (GTK_EDITABLE (self->entry), "");
  show_result (self, "");
  gtk_popover_popup (GTK_POPOVER (self));

  return TRUE;
}

const char *
heed_found_popover_get_text (HeedFoundPopover *self)
{
  g_return_val_if_fail (HEED_IS_FOUND_POPOVER (self), "");

  return gtk_label_get_text (GTK_LABEL (self->result));
}
