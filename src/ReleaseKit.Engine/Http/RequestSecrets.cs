using System.Net.Http.Headers;
using System.Text;
using ReleaseKit.Core.Secrets;
using ReleaseKit.Engine.Processes;

namespace ReleaseKit.Engine.Http;

/// <summary>The credentials in a request's own headers, so that an answer that repeats them can be shown without.</summary>
internal static class RequestSecrets
{
    /// <summary>Hides what the request sent in headers that may carry credentials.</summary>
    public static Redactor Redactor(HttpRequestMessage? request) => new(
        from header in request?.Headers ?? Enumerable.Empty<KeyValuePair<string, IEnumerable<string>>>()
        where !OriginBoundRedirectHandler.IsHarmless(header.Key)
        from value in header.Value
        from part in Parts(header.Key, value)
        select new Secret(part, header.Key));

    private static IEnumerable<string> Parts(string name, string value)
    {
        if (!name.Equals("Authorization", StringComparison.OrdinalIgnoreCase) || !AuthenticationHeaderValue.TryParse(value, out var authorization) ||
            authorization.Parameter is not { } parameter)
        {
            return [value];
        }

        var decoded = new byte[parameter.Length];
        return authorization.Scheme.Equals("Basic", StringComparison.OrdinalIgnoreCase) && Convert.TryFromBase64String(parameter, decoded, out var length)
            ? [parameter, Encoding.UTF8.GetString(decoded, 0, length).Split(':', 2)[^1]]
            : [parameter];
    }
}
