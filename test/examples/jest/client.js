/** Returns the name of a pet; undefined if there is no such pet. */
module.exports.petName = async (baseUrl, id) => {
  const response = await fetch(`${baseUrl}/pets/${id}`);
  if (response.status === 404) return undefined;
  const body = await response.json();
  if (!response.ok) throw new Error(body.message);
  return body.name;
};
