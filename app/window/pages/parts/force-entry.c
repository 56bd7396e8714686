/* force-entry.c — an entry for a translation that the model is forced to produce
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The typed text is one change of the sentence, replaced at every key press; so it can be
 * undone, or switched off to see the free translation. The entry is followed by
 * notify::text, which is emitted only once for a text pasted over another.
 */

#include "app/window/pages/parts/force-entry.h"

#include <glib/gi18n.h>

#include "app/core/files/text.h"
#include "app/window/pages/parts/entry-limit.h"

#define MAX_CHARS 2000

/**
 * HeedForceEntry:
 *
 * ## Keyboard
 *
 * Escape clears the entry, and so removes the forced translation.
 *
 * ## CSS nodes
 *
 * One node named `forceentry`.
 *
 * ## Accessibility
 *
 * An entry with a label.
 */
struct _HeedForceEntry
{
  GtkWidget     parent_instance;

  GtkWidget    *entry;

  HeedDocument *document;
  gboolean      is_refreshing;  /* the text is being updated from the list */
};

enum {
  PROP_0,
  PROP_DOCUMENT,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

G_DEFINE_FINAL_TYPE (HeedForceEntry, heed_force_entry, GTK_TYPE_WIDGET)

static HeedChangeList *
get_changes (HeedForceEntry *self)
{
  return heed_document_get_changes (self->document);
}

/* Returns the index of the change; -1 if no translation is forced. */
static int
find_forced (HeedForceEntry *self)
{
  for (guint i = 0; i < heed_change_list_get_n (get_changes (self)); i++)
    {
      const HeedChange *change = heed_change_list_get (get_changes (self), i);

      if (change->kind == HEED_CHANGE_PREFIX && change->is_whole)
        return (int) i;
    }

  return -1;
}

static void
show_problem (HeedForceEntry *self,
              const char     *problem)
{
  gtk_entry_set_icon_from_icon_name (GTK_ENTRY (self->entry), GTK_ENTRY_ICON_SECONDARY,
                                     problem != NULL ? "dialog-warning-symbolic" : NULL);
  gtk_entry_set_icon_tooltip_text (GTK_ENTRY (self->entry), GTK_ENTRY_ICON_SECONDARY, problem);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->entry), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION,
                                  problem != NULL ? problem : "", -1);
}

/* Forces the end token too, which has a probability like every other token. */
static void
force (HeedForceEntry *self,
       const char     *text)
{
  HeedModel *model = heed_document_get_model (self->document);
  g_autoptr(GError) error = NULL;
  guint n_ids;
  g_autofree guint32 *ids = heed_model_encode_target (model, text, &n_ids, &error);
  HeedChange change = { .kind = HEED_CHANGE_PREFIX, .is_on = TRUE, .is_whole = TRUE,
                        .label = text };

  show_problem (self, error != NULL ? error->message : NULL);
  if (ids == NULL)
    return;

  ids = g_realloc_n (ids, n_ids + 1, sizeof *ids);
  if (n_ids == 0 || ids[n_ids - 1] != heed_model_get_end_token (model))
    ids[n_ids++] = heed_model_get_end_token (model);

  change.ids = ids;
  change.n_ids = n_ids;
  heed_change_list_put (get_changes (self), heed_change_new (&change));
}

static void
changed_cb (HeedForceEntry *self)
{
  const char *text = gtk_editable_get_text (GTK_EDITABLE (self->entry));
  int forced;

  if (self->is_refreshing || self->document == NULL)
    return;

  forced = find_forced (self);
  show_problem (self, NULL);
  if (heed_text_is_blank (text))
    {
      if (forced >= 0)
        heed_change_list_remove (get_changes (self), (guint) forced);
    }
  else if (heed_document_get_state (self->document) != HEED_DOCUMENT_EMPTY)
    {
      force (self, text);
    }
}

/* Updates the text after an undo, a removal, or another sentence. */
static void
refresh (HeedForceEntry *self)
{
  int forced = find_forced (self);
  const char *text = forced >= 0 ? heed_change_list_get (get_changes (self), (guint) forced)->label
                                 : "";

  if (g_str_equal (text, gtk_editable_get_text (GTK_EDITABLE (self->entry))))
    return;

  self->is_refreshing = TRUE;
  gtk_editable_set_text (GTK_EDITABLE (self->entry), text);
  gtk_editable_set_position (GTK_EDITABLE (self->entry), -1);
  show_problem (self, NULL);
  self->is_refreshing = FALSE;
}

static gboolean
escape_cb (GtkWidget *widget,
           GVariant  *arguments,
           gpointer   user_data)
{
  HeedForceEntry *self = HEED_FORCE_ENTRY (widget);

  if (*gtk_editable_get_text (GTK_EDITABLE (self->entry)) == '\0')
    return FALSE;

  gtk_editable_set_text (GTK_EDITABLE (self->entry), "");

  return TRUE;
}

/* --- The object ---------------------------------------------------------- */

static void
heed_force_entry_dispose (GObject *object)
{
  HeedForceEntry *self = HEED_FORCE_ENTRY (object);

  heed_force_entry_set_document (self, NULL);
  g_clear_pointer (&self->entry, gtk_widget_unparent);

  G_OBJECT_CLASS (heed_force_entry_parent_class)->dispose (object);
}

static void
heed_force_entry_get_property (GObject    *object,
                               guint       property_id,
                               GValue     *value,
                               GParamSpec *pspec)
{
  switch (property_id)
    {
    case PROP_DOCUMENT:
      g_value_set_object (value, HEED_FORCE_ENTRY (object)->document);
      break;

    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property_id, pspec);
    }
}

static void
heed_force_entry_set_property (GObject      *object,
                               guint         property_id,
                               const GValue *value,
                               GParamSpec   *pspec)
{
  switch (property_id)
    {
    case PROP_DOCUMENT:
      heed_force_entry_set_document (HEED_FORCE_ENTRY (object), g_value_get_object (value));
      break;

    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property_id, pspec);
    }
}

static void
heed_force_entry_class_init (HeedForceEntryClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = heed_force_entry_dispose;
  object_class->get_property = heed_force_entry_get_property;
  object_class->set_property = heed_force_entry_set_property;

  /**
   * HeedForceEntry:document: (nullable)
   *
   * The document whose translation is forced.
   */
  properties[PROP_DOCUMENT] =
    g_param_spec_object ("document", NULL, NULL, HEED_TYPE_DOCUMENT,
                         G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY);

  g_object_class_install_properties (object_class, N_PROPS, properties);
  gtk_widget_class_add_binding (widget_class, GDK_KEY_Escape, 0, escape_cb, NULL);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_css_name (widget_class, "forceentry");
}

static void
heed_force_entry_init (HeedForceEntry *self)
{
  const char *label = _("Force a translation (teacher forcing)");

  self->entry = gtk_entry_new ();
  gtk_widget_set_parent (self->entry, GTK_WIDGET (self));
  gtk_entry_set_placeholder_text (GTK_ENTRY (self->entry), _("Force a translation …"));
  gtk_widget_set_tooltip_text (self->entry, label);
  gtk_editable_set_width_chars (GTK_EDITABLE (self->entry), 12);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->entry), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  label, -1);
  heed_entry_limit_install (GTK_EDITABLE (self->entry), MAX_CHARS);
  g_signal_connect_object (self->entry, "notify::text", G_CALLBACK (changed_cb), self,
                           G_CONNECT_SWAPPED);
}

GtkWidget *
heed_force_entry_new (void)
{
  return g_object_new (HEED_TYPE_FORCE_ENTRY, NULL);
}

void
heed_force_entry_set_document (HeedForceEntry *self,
                               HeedDocument   *document)
{
  g_return_if_fail (HEED_IS_FORCE_ENTRY (self));
  g_return_if_fail (document == NULL || HEED_IS_DOCUMENT (document));

  if (self->document == document)
    return;

  if (self->document != NULL)
    g_signal_handlers_disconnect_by_data (get_changes (self), self);

  g_set_object (&self->document, document);
  if (document != NULL)
    {
      g_signal_connect_object (get_changes (self), "changed", G_CALLBACK (refresh), self,
                               G_CONNECT_SWAPPED);
      refresh (self);
    }

  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_DOCUMENT]);
}

void
heed_force_entry_set_text (HeedForceEntry *self,
                           const char     *text)
{
  g_return_if_fail (HEED_IS_FORCE_ENTRY (self));
  g_return_if_fail (text != NULL);

  gtk_editable_set_text (GTK_EDITABLE (self->entry), text);
}
