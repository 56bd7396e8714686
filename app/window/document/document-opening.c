/* document-opening.c — opening a model for a document
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The engine's thread reads the model. The model in use is kept until then, and also if
 * the other one cannot be opened.
 */

#include "app/window/document/document-opening.h"

#include "app/window/document/document-private.h"

static void
opened_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr(HeedDocument) self = user_data;
  const char *path = g_task_get_task_data (G_TASK (result));
  g_autoptr(GError) error = NULL;
  g_autoptr(HeedModel) model =
    heed_engine_worker_load_finish (HEED_ENGINE_WORKER (source), result, &error);

  /* Another model was requested since. */
  if (g_task_get_cancellable (G_TASK (result)) != self->opening)
    return;

  g_clear_object (&self->opening);
  g_object_notify (G_OBJECT (self), "is-opening");

  if (model == NULL)
    {
      g_signal_emit_by_name (self, "open-failed", path, error);
      return;
    }

  g_free (self->model_description);
  self->model_description = g_steal_pointer (&self->opening_description);
  heed_document_take_model (self, g_steal_pointer (&model), path);
}

/**
 * heed_document_open:
 * @path: a model's file or folder
 *
 * Opens a model in the background. If it cannot be opened, the one in use is kept, and
 * #HeedDocument::open-failed is emitted with the error. A later call cancels an
 * earlier one.
 */
void
heed_document_open (HeedDocument *self,
                    const char   *path)
{
  heed_document_open_as (self, path, NULL);
}

/**
 * heed_document_open_as:
 * @description: (nullable): chooses among the models that the weights fit, as for
 *   heed_model_load_as()
 */
void
heed_document_open_as (HeedDocument *self,
                       const char   *path,
                       const char   *description)
{
  g_return_if_fail (HEED_IS_DOCUMENT (self));
  g_return_if_fail (path != NULL);

  if (self->opening != NULL)
    g_cancellable_cancel (self->opening);

  g_clear_object (&self->opening);
  self->opening = g_cancellable_new ();
  g_free (self->opening_description);
  self->opening_description = g_strdup (description);
  heed_engine_worker_load_async (self->worker, path, description, self->opening, opened_cb,
                                 g_object_ref (self));
  g_object_notify (G_OBJECT (self), "is-opening");
}

/**
 * heed_document_get_model_description:
 *
 * Returns: (nullable): the description with which heed_document_open_as() opened the
 *   model in use
 */
const char *
heed_document_get_model_description (HeedDocument *self)
{
  g_return_val_if_fail (HEED_IS_DOCUMENT (self), NULL);

  return self->model_description;
}

/**
 * heed_document_share_model:
 * @other: a document with a model
 *
 * Uses the model of @other, which is immutable, at once and without reading it again.
 */
void
heed_document_share_model (HeedDocument *self,
                           HeedDocument *other)
{
  g_return_if_fail (HEED_IS_DOCUMENT (self));
  g_return_if_fail (heed_document_get_model (other) != NULL);

  if (self->opening != NULL)
    {
      g_cancellable_cancel (self->opening);
      g_clear_object (&self->opening);
      g_object_notify (G_OBJECT (self), "is-opening");
    }

  if (self != other)
    {
      g_free (self->model_description);
      self->model_description = g_strdup (other->model_description);
      heed_document_take_model (self, heed_model_ref (other->model), other->model_path);
    }
}

gboolean
heed_document_get_is_opening (HeedDocument *self)
{
  g_return_val_if_fail (HEED_IS_DOCUMENT (self), FALSE);

  return self->opening != NULL;
}
