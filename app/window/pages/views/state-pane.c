/* state-pane.c — a plot of the hidden states of the document
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The old plot is kept until the engine has computed the positions of the new states. A
 * state belongs to a token, so the subwords of a word are not merged here.
 */

#include "app/window/pages/views/state-pane.h"

#include <glib/gi18n.h>

#include "app/core/corpus/state-question.h"

/**
 * HeedStatePane:
 *
 * Requests positions from the engine, and passes selections to the document.
 *
 * ## CSS nodes
 *
 * One node named `statepane`.
 *
 * ## Accessibility
 *
 * A group; its contents have a label.
 */
struct _HeedStatePane
{
  GtkWidget      parent_instance;

  GtkWidget     *stack;
  HeedStateView *view;
  HeedDocument  *document;
  HeedQuestions *questions;  /* NULL without a document */
};

G_DEFINE_FINAL_TYPE (HeedStatePane, heed_state_pane, GTK_TYPE_WIDGET)

static void
show_planes (HeedStatePane         *self,
             const HeedStatePlanes *planes)
{
  const HeedTranslation *translation = heed_document_get_translation (self->document);
  guint n_source = heed_translation_get_n_source (translation);
  guint n_target;
  g_autofree HeedToken *target = heed_translation_list_target (translation, &n_target);

  gtk_stack_set_visible_child_name (GTK_STACK (self->stack),
                                    planes->source != NULL ? "paths" : "no-lapack");
  if (planes->source == NULL || planes->source->n_points != n_source ||
      (planes->target != NULL && planes->target->n_points != n_target))
    return;

  heed_state_view_set_source (self->view, planes->source, translation->source->tokens, n_source);
  heed_state_view_set_target (self->view, planes->target, target,
                              planes->target != NULL ? n_target : 0);
  heed_state_pane_select (self);
}

static void
answer_cb (gpointer answer,
           gpointer user_data)
{
  HeedStatePane *self = user_data;

  if (!heed_document_get_shows_before (self->document))
    show_planes (self, answer);
}

/* In decoder self-attention columns are not source tokens. */
static gboolean
has_source_columns (HeedStatePane *self)
{
  return heed_document_get_translation (self->document)->site.kind != HEED_ATTENTION_DECODER_SELF;
}

static void
token_selected_cb (HeedStatePane *self,
                   gboolean       is_target,
                   guint          index)
{
  HeedDocumentView *view;

  if (self->document == NULL)
    return;

  view = heed_document_get_view (self->document);
  if (is_target && index < heed_document_get_n_steps (self->document))
    heed_document_view_select (view, (int) index, heed_document_view_get_column (view));
  else if (!is_target && has_source_columns (self))
    heed_document_view_select_cell (view, -1, (int) index);
}

static void
heed_state_pane_dispose (GObject *object)
{
  HeedStatePane *self = HEED_STATE_PANE (object);

  heed_state_pane_set_document (self, NULL);
  g_clear_pointer (&self->stack, gtk_widget_unparent);

  G_OBJECT_CLASS (heed_state_pane_parent_class)->dispose (object);
}

static void
heed_state_pane_class_init (HeedStatePaneClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = heed_state_pane_dispose;
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_css_name (widget_class, "statepane");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);
}

static void
heed_state_pane_init (HeedStatePane *self)
{
  GtkWidget *view = heed_state_view_new ();
  GtkWidget *problem =
    gtk_label_new (_("The OpenBLAS of this system has no LAPACK in it, which finds the plane."));

  self->view = HEED_STATE_VIEW (view);
  g_signal_connect_object (view, "token-selected", G_CALLBACK (token_selected_cb), self,
                           G_CONNECT_SWAPPED);
  gtk_label_set_wrap (GTK_LABEL (problem), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (problem), PANGO_WRAP_WORD_CHAR);
  gtk_widget_add_css_class (problem, "muted");

  self->stack = gtk_stack_new ();
  gtk_stack_add_named (GTK_STACK (self->stack), view, "paths");
  gtk_stack_add_named (GTK_STACK (self->stack), problem, "no-lapack");
  gtk_widget_set_parent (self->stack, GTK_WIDGET (self));
}

GtkWidget *
heed_state_pane_new (void)
{
  return g_object_new (HEED_TYPE_STATE_PANE, NULL);
}

/**
 * heed_state_pane_set_document:
 * @document: (nullable): the document whose states are displayed
 */
void
heed_state_pane_set_document (HeedStatePane *self,
                              HeedDocument  *document)
{
  g_return_if_fail (HEED_IS_STATE_PANE (self));
  g_return_if_fail (document == NULL || HEED_IS_DOCUMENT (document));

  if (self->document == document)
    return;

  g_clear_pointer (&self->questions, heed_questions_close);
  g_set_object (&self->document, document);
  if (document != NULL)
    self->questions =
      heed_document_open_questions (document, &heed_state_question, answer_cb, self);
}

void
heed_state_pane_ask (HeedStatePane *self)
{
  g_return_if_fail (HEED_IS_STATE_PANE (self));

  if (self->document == NULL || heed_document_get_state (self->document) != HEED_DOCUMENT_FINISHED)
    return;

  if (heed_document_get_shows_before (self->document))
    {
      heed_state_view_set_source (self->view, NULL, NULL, 0);
      heed_state_view_set_target (self->view, NULL, NULL, 0);
      return;
    }

  heed_questions_ask (self->questions, heed_state_question_new (
    heed_document_get_translation (self->document)->steps));
}

void
heed_state_pane_select (HeedStatePane *self)
{
  HeedDocumentView *view;

  g_return_if_fail (HEED_IS_STATE_PANE (self));

  if (self->document == NULL)
    return;

  view = heed_document_get_view (self->document);
  heed_state_view_set_n_played (self->view, heed_document_view_get_n_played (view));
  heed_state_view_select (self->view,
                          has_source_columns (self) ? heed_document_view_get_column (view) : -1,
                          heed_document_view_get_step (view));
}

/**
 * heed_state_pane_get_view:
 *
 * Returns: (transfer none): the widget that draws the states
 */
HeedStateView *
heed_state_pane_get_view (HeedStatePane *self)
{
  g_return_val_if_fail (HEED_IS_STATE_PANE (self), NULL);

  return self->view;
}
