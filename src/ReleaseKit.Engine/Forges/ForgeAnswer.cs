using System.Collections.Immutable;
using System.Text;
using System.Text.Json;
using ReleaseKit.Core.Diagnostics;

namespace ReleaseKit.Engine.Forges;

/// <summary>What a forge answered: a success, or one of the statuses that the request expects.</summary>
internal sealed class ForgeAnswer
{
    private readonly Uri _asked;
    private readonly byte[] _body;

    public ForgeAnswer(Uri asked, int status, byte[] body, string? next, string? etag)
    {
        (_asked, _body) = (asked, body);
        (Status, Next, ETag) = (status, next, etag);
    }

    /// <summary>The status.</summary>
    public int Status { get; }

    /// <summary>The address of the next page in the header <c>Link</c>; null when there is none.</summary>
    public string? Next { get; }

    /// <summary>The version of what was read; null when the forge does not say.</summary>
    public string? ETag { get; }

    /// <summary>The address that was asked, for messages.</summary>
    public Uri Asked => _asked;

    /// <summary>The body's length in bytes.</summary>
    public int Length => _body.Length;

    /// <summary>Whether the status is 2xx.</summary>
    public bool IsSuccess => Status is >= 200 and < 300;

    /// <summary>The body as JSON.</summary>
    /// <exception cref="ReleaseException"><c>RK-FORGE-ANSWER</c>.</exception>
    public ForgeValue Json()
    {
        try
        {
            using var document = JsonDocument.Parse(_body);
            return new ForgeValue(document.RootElement.Clone(), _asked);
        }
        catch (JsonException)
        {
            throw new ReleaseException(ForgeCodes.Answer.Create(
                $"{ForgeRefusal.Show(_asked)} answers {Status} with something that is no JSON{ForgeRefusal.Excerpt(Text())}. Check the keys forge and forge_url: the address must be that of the API, and no proxy or login page may stand before it."));
        }
    }

    /// <summary>The body as text.</summary>
    public string Text() => Encoding.UTF8.GetString(_body);
}
