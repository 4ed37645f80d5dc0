// Starts Swagger UI on the document that the page names. It is a file of its own, since the page's policy allows no other.
const place = document.getElementById('console');

window.ui = window.SwaggerUIBundle({
  domNode: place,
  url: new URL(place.dataset.document, document.baseURI).href,
  deepLinking: true,
  validatorUrl: null,
  tryItOutEnabled: true,
  docExpansion: 'list',
});
