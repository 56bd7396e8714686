/* room.c — the presentation mode of a window, and the list of sentences to present
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A presenter's remote control sends Page Up and Page Down. While the window is
 * presented, these keys step through the sentences, whichever widget has the focus.
 */

#include "app/window/presentation/room.h"

#include <glib/gi18n.h>

#include "app/core/models/examples.h"
#include "app/core/models/sentence-list.h"
#include "app/window/presentation/sentences-dialog.h"

#define SENTENCES_KEY "sentences"

/**
 * HeedRoom:
 *
 * A presentation and a list of sentences.
 */
struct _HeedRoom
{
  GObject               parent_instance;

  GtkApplicationWindow *window;       /* borrowed: it owns this object */
  HeedDocument         *document;
  GSettings            *settings;     /* NULL if settings are not saved */
  HeedPresentation     *presentation;
  char                 *sentences;    /* one per line */
};

G_DEFINE_FINAL_TYPE (HeedRoom, heed_room, G_TYPE_OBJECT)

static char **
list_sentences (HeedRoom *self)
{
  g_auto(GStrv) sentences = heed_sentence_list_new (self->sentences);
  HeedModel *model = heed_document_get_model (self->document);

  return sentences[0] == NULL && model != NULL ? heed_examples_dup (model)
                                               : g_steal_pointer (&sentences);
}

static int
find_current (HeedRoom          *self,
              const char *const *sentences)
{
  for (int i = 0; sentences[i] != NULL; i++)
    if (g_str_equal (sentences[i], heed_document_get_text (self->document)))
      return i;

  return -1;
}

/**
 * heed_room_step:
 * @by: 1 forward, -1 back
 *
 * Shows the next or previous sentence of the list, and stops at either end. If the
 * present sentence is not in the list, shows the first one, or the last one if @by is -1.
 */
void
heed_room_step (HeedRoom *self,
                int       by)
{
  g_auto(GStrv) sentences = NULL;
  g_autofree char *said = NULL;
  int n_sentences, current, next;

  g_return_if_fail (HEED_IS_ROOM (self));

  sentences = list_sentences (self);
  n_sentences = (int) g_strv_length (sentences);
  if (n_sentences == 0)
    return;

  current = find_current (self, (const char *const *) sentences);
  next = current < 0 && by < 0 ? n_sentences - 1 : CLAMP (current + by, 0, n_sentences - 1);
  heed_document_set_text (self->document, sentences[next]);

  /* Translators: the number of a sentence, and how many there are */
  said = g_strdup_printf (_("Sentence %d of %d"), next + 1, n_sentences);
  gtk_widget_activate_action (GTK_WIDGET (self->window), "win.note", "s", said);
}

/* --- Keys ---------------------------------------------------------------- */

static gboolean
key_pressed_cb (HeedRoom        *self,
                guint            keyval,
                guint            keycode,
                GdkModifierType  state)
{
  if (!heed_presentation_get_is_active (self->presentation))
    return GDK_EVENT_PROPAGATE;

  gtk_widget_set_cursor_from_name (GTK_WIDGET (self->window), "none");
  if ((state & gtk_accelerator_get_default_mod_mask ()) != 0)
    return GDK_EVENT_PROPAGATE;

  if (keyval != GDK_KEY_Page_Down && keyval != GDK_KEY_Page_Up)
    return GDK_EVENT_PROPAGATE;

  heed_room_step (self, keyval == GDK_KEY_Page_Down ? 1 : -1);

  return GDK_EVENT_STOP;
}

/* Escape ends the presentation, unless a page or an entry has handled the key before. */
static gboolean
late_key_pressed_cb (HeedRoom        *self,
                     guint            keyval,
                     guint            keycode,
                     GdkModifierType  state)
{
  if (!heed_presentation_get_is_active (self->presentation) || keyval != GDK_KEY_Escape)
    return GDK_EVENT_PROPAGATE;

  heed_presentation_set_is_active (self->presentation, FALSE);

  return GDK_EVENT_STOP;
}

/* Shows the pointer again, which a key press has hidden. */
static void
motion_cb (HeedRoom *self)
{
  gtk_widget_set_cursor (GTK_WIDGET (self->window), NULL);
}

static void
watch_motion (HeedRoom *self)
{
  GtkEventController *motion = gtk_event_controller_motion_new ();

  gtk_event_controller_set_propagation_phase (motion, GTK_PHASE_CAPTURE);
  g_signal_connect_object (motion, "motion", G_CALLBACK (motion_cb), self, G_CONNECT_SWAPPED);
  gtk_widget_add_controller (GTK_WIDGET (self->window), motion);
}

static void
watch_keys (HeedRoom  *self,
            GCallback  callback,
            gboolean   is_first)
{
  GtkEventController *keys = gtk_event_controller_key_new ();

  gtk_event_controller_set_propagation_phase (keys, is_first ? GTK_PHASE_CAPTURE
                                                             : GTK_PHASE_BUBBLE);
  g_signal_connect_object (keys, "key-pressed", callback, self, G_CONNECT_SWAPPED);
  gtk_widget_add_controller (GTK_WIDGET (self->window), keys);
}

/* --- Sentences ----------------------------------------------------------- */

static void
ask_cb (HeedRoom *self)
{
  GtkWidget *dialog = heed_sentences_dialog_new (GTK_WINDOW (self->window), self->sentences);

  g_signal_connect_object (dialog, "done", G_CALLBACK (heed_room_set_sentences), self,
                           G_CONNECT_SWAPPED);
  gtk_window_present (GTK_WINDOW (dialog));
}

/* GSettings aborts if the installed schema is from an older Heed that does not have the key. */
static gboolean
can_remember (HeedRoom *self)
{
  g_autoptr(GSettingsSchema) schema = NULL;

  if (self->settings == NULL)
    return FALSE;

  g_object_get (self->settings, "settings-schema", &schema, NULL);

  return g_settings_schema_has_key (schema, SENTENCES_KEY);
}

/**
 * heed_room_set_sentences:
 * @text: one sentence per line
 */
void
heed_room_set_sentences (HeedRoom   *self,
                         const char *text)
{
  g_return_if_fail (HEED_IS_ROOM (self));
  g_return_if_fail (text != NULL);

  g_free (self->sentences);
  self->sentences = g_strdup (text);
  if (can_remember (self))
    g_settings_set_string (self->settings, SENTENCES_KEY, text);
}

/* --- The object ---------------------------------------------------------- */

static void
heed_room_dispose (GObject *object)
{
  HeedRoom *self = HEED_ROOM (object);

  g_clear_object (&self->presentation);
  g_clear_object (&self->document);
  g_clear_object (&self->settings);
  g_clear_pointer (&self->sentences, g_free);

  G_OBJECT_CLASS (heed_room_parent_class)->dispose (object);
}

static void
heed_room_class_init (HeedRoomClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = heed_room_dispose;
}

static void
heed_room_init (HeedRoom *self)
{
}

static void
add_actions (HeedRoom *self)
{
  g_autoptr(GPropertyAction) present =
    g_property_action_new ("present", self->presentation, "is-active");
  g_autoptr(GSimpleAction) sentences = g_simple_action_new ("sentences", NULL);

  g_signal_connect_object (sentences, "activate", G_CALLBACK (ask_cb), self, G_CONNECT_SWAPPED);
  g_action_map_add_action (G_ACTION_MAP (self->window), G_ACTION (present));
  g_action_map_add_action (G_ACTION_MAP (self->window), G_ACTION (sentences));
}

/**
 * heed_room_new:
 * @window: owns the returned object
 * @settings: (nullable): where the sentences are saved
 *
 * Returns: (transfer full): a new presentation mode of @window, with its actions
 */
HeedRoom *
heed_room_new (GtkApplicationWindow *window,
               HeedDocument         *document,
               GSettings            *settings)
{
  HeedRoom *self = g_object_new (HEED_TYPE_ROOM, NULL);

  self->window = window;
  self->document = g_object_ref (document);
  self->settings = settings != NULL ? g_object_ref (settings) : NULL;
  self->sentences = can_remember (self) ? g_settings_get_string (settings, SENTENCES_KEY)
                                        : g_strdup ("");
  self->presentation = heed_presentation_new (GTK_WINDOW (window));
  add_actions (self);
  watch_keys (self, G_CALLBACK (key_pressed_cb), TRUE);
  watch_motion (self);
  watch_keys (self, G_CALLBACK (late_key_pressed_cb), FALSE);

  return self;
}

/**
 * heed_room_get_presentation:
 *
 * Returns: (transfer none): the presentation of the window
 */
HeedPresentation *
heed_room_get_presentation (HeedRoom *self)
{
  g_return_val_if_fail (HEED_IS_ROOM (self), NULL);

  return self->presentation;
}
