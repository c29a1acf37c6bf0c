using System.Net;

namespace ReleaseKit.Engine.Ecosystems.Maven.Clients;

/// <summary>What a repository said to a file.</summary>
/// <param name="Status">The status; null when there was no answer.</param>
/// <param name="Text">What people should read: the answer's own words, or why there was none.</param>
/// <param name="Patience">How long it asks to be left alone, in its words; null when it does not.</param>
internal sealed record WriteAnswer(HttpStatusCode? Status, string Text = "", string? Patience = null)
{
    /// <summary>The file was taken.</summary>
    public static WriteAnswer Taken { get; } = new(HttpStatusCode.Created);

    public bool Succeeded => Status is >= HttpStatusCode.OK and < HttpStatusCode.MultipleChoices;

    public bool IsUnauthorized => Status is HttpStatusCode.Unauthorized or HttpStatusCode.Forbidden;

    /// <summary>Whether it is likely to pass.</summary>
    public bool IsTransient => Status is null or HttpStatusCode.RequestTimeout or HttpStatusCode.TooManyRequests or (HttpStatusCode)425 or >= HttpStatusCode.InternalServerError;
}
