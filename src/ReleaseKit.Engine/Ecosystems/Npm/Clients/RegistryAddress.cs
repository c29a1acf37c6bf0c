namespace ReleaseKit.Engine.Ecosystems.Npm.Clients;

/// <summary>A registry's address in the forms that npm wants.</summary>
internal static class RegistryAddress
{
    /// <summary>The address with a trailing slash.</summary>
    public static string Normalize(Uri registry) => registry.GetLeftPart(UriPartial.Path).TrimEnd('/') + "/";

    /// <summary>The prefix of settings for this registry alone: the address without its scheme, <c>//host/path/</c>.</summary>
    public static string ConfigurationKey(Uri registry)
    {
        var address = Normalize(registry);
        return address[address.IndexOf("//", StringComparison.Ordinal)..];
    }

    public static bool HaveSameOrigin(Uri left, Uri right) =>
        Uri.Compare(left, right, UriComponents.SchemeAndServer, UriFormat.SafeUnescaped, StringComparison.OrdinalIgnoreCase) == 0;
}
