using System.Text;

namespace ReleaseKit.Rehearsal.Serving;

/// <summary>HTTP Basic authentication.</summary>
internal static class BasicCredentials
{
    /// <summary>The password in the base64 of <c>user:password</c>, or null when it is none.</summary>
    public static string? Password(string encoded)
    {
        var bytes = new byte[encoded.Length];
        if (!Convert.TryFromBase64String(encoded, bytes, out var length))
        {
            return null;
        }

        var pair = Encoding.UTF8.GetString(bytes, 0, length);
        var colon = pair.IndexOf(':', StringComparison.Ordinal);
        return colon < 0 ? null : pair[(colon + 1)..];
    }
}
