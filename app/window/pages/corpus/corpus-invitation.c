/* corpus-invitation.c — the page Corpus while no corpus is open
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The example corpus is English and French, so it is offered only if the model translates English
 * into French.
 */

#include "app/window/pages/corpus/corpus-invitation.h"

#include "app/core/corpus/example-corpus.h"

#define TEMPLATE "/org/heed/Heed/app/window/pages/corpus/corpus-invitation.ui"

/**
 * HeedCorpusInvitation:
 *
 * A description of the page, a button that opens files, and one that opens an example. The
 * buttons activate `corpus.open` and `corpus.open-example`.
 *
 * ## CSS nodes
 *
 * One node named `corpusinvitation`.
 *
 * ## Accessibility
 *
 * A group; the buttons have labels of their own.
 */
struct _HeedCorpusInvitation
{
  GtkWidget     parent_instance;

  GtkWidget    *open;
  GtkWidget    *example;
  GtkWidget    *progress;

  HeedDocument *document;  /* or NULL */
};

G_DEFINE_FINAL_TYPE (HeedCorpusInvitation, heed_corpus_invitation, GTK_TYPE_WIDGET)

static void
model_changed_cb (HeedCorpusInvitation *self)
{
  HeedModel *model = self->document != NULL ? heed_document_get_model (self->document) : NULL;
  gboolean fits = model != NULL && heed_example_corpus_fits (heed_model_get_info (model));
  g_auto(GStrv) files = fits ? heed_example_corpus_list_files () : NULL;

  gtk_widget_set_visible (self->example, files != NULL);
}

static gboolean
heed_corpus_invitation_grab_focus (GtkWidget *widget)
{
  return gtk_widget_grab_focus (HEED_CORPUS_INVITATION (widget)->open);
}

static void
heed_corpus_invitation_dispose (GObject *object)
{
  GtkWidget *child;

  heed_corpus_invitation_set_document (HEED_CORPUS_INVITATION (object), NULL);
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (object))) != NULL)
    gtk_widget_unparent (child);

  G_OBJECT_CLASS (heed_corpus_invitation_parent_class)->dispose (object);
}

static void
heed_corpus_invitation_class_init (HeedCorpusInvitationClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = heed_corpus_invitation_dispose;
  widget_class->grab_focus = heed_corpus_invitation_grab_focus;

  gtk_widget_class_set_template_from_resource (widget_class, TEMPLATE);
  gtk_widget_class_bind_template_child (widget_class, HeedCorpusInvitation, open);
  gtk_widget_class_bind_template_child (widget_class, HeedCorpusInvitation, example);
  gtk_widget_class_bind_template_child (widget_class, HeedCorpusInvitation, progress);
  gtk_widget_class_set_css_name (widget_class, "corpusinvitation");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);
}

static void
heed_corpus_invitation_init (HeedCorpusInvitation *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

void
heed_corpus_invitation_set_document (HeedCorpusInvitation *self,
                                     HeedDocument         *document)
{
  g_return_if_fail (HEED_IS_CORPUS_INVITATION (self));

  if (self->document != NULL)
    g_signal_handlers_disconnect_by_data (self->document, self);

  if (!g_set_object (&self->document, document) || document == NULL)
    return;

  g_signal_connect_object (document, "model-changed", G_CALLBACK (model_changed_cb), self,
                           G_CONNECT_SWAPPED);
  model_changed_cb (self);
}

void
heed_corpus_invitation_set_message (HeedCorpusInvitation *self,
                                    const char           *message)
{
  g_return_if_fail (HEED_IS_CORPUS_INVITATION (self));

  gtk_label_set_text (GTK_LABEL (self->progress), message != NULL ? message : " ");
}
