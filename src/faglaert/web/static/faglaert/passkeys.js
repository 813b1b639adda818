// SPDX-FileCopyrightText: 2026 The Faglært authors
// SPDX-License-Identifier: MPL-2.0
// Joins the button for a passkey to allauth's script, and shows it in the place of the words for browsers without.
"use strict";
(() => {
  const button = document.getElementById("passkey");
  if (!button || !window.webauthnJSON.supported()) return;

  document.addEventListener("allauth.error", (event) => {
    event.preventDefault();
    document.querySelector("[data-passkey-problem]").hidden = false;
  });

  const options = document.getElementById("passkey-options");
  const data = options ? JSON.parse(options.textContent) : {};
  if (data.creation_options) {
    // Kept with the name of its owner, so that logging in with it asks for no e-mail.
    Object.assign(data.creation_options.publicKey.authenticatorSelection, {
      residentKey: "required",
      requireResidentKey: true,
    });
  }
  const ids = { credential: "id_credential", [button.dataset.passkey]: button.id };
  window.allauth.webauthn.forms[`${button.dataset.passkey}Form`]({ ids, data });
  document.querySelector("[data-passkey-missing]").hidden = true;
  button.hidden = false;
})();
