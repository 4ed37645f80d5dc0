// A client of the API of pets, in a page.
globalThis.pets = {
  async show(id) {
    const response = await fetch(`/api/pets/${id}`);
    const { name, message } = await response.json();
    document.body.textContent = response.ok ? name : message;
  },

  async isThere(id) {
    const response = await fetch(`/api/pets/${id}`, { method: 'HEAD' });
    return { status: response.status, text: await response.text() };
  },

  async photo(id) {
    return (await fetch(`/api/pets/${id}/photo`)).text();
  },

  async putPhoto(id, fields) {
    const form = new FormData();
    form.append('photo', new File([new Uint8Array([137, 80, 78, 71, 255, 0])], 'rex.png', { type: 'image/png' }));
    for (const [name, value] of Object.entries(fields)) form.append(name, value);
    const response = await fetch(`/api/pets/${id}/photo`, { method: 'PUT', body: form });
    return response.status === 204 ? 'stored' : (await response.json()).message;
  },

  async logIn() {
    return (await fetch('/api/login', { method: 'POST' })).status;
  },
};
