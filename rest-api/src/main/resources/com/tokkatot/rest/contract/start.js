// Shows the document that lies beside the page.
SwaggerUIBundle({
  url: 'openapi.json',
  dom_id: '#page',
  deepLinking: true,
  showExtensions: true,
  tryItOutEnabled: false,
  validatorUrl: null,
})
