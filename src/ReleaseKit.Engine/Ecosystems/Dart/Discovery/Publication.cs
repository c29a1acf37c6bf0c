using ReleaseKit.Engine.Ecosystems.Dart.Clients;
using ReleaseKit.Engine.Ecosystems.Dart.Manifests;

namespace ReleaseKit.Engine.Ecosystems.Dart.Discovery;

/// <summary>What a pubspec's <c>publish_to</c> says.</summary>
/// <param name="IsAllowed">Whether the package may be uploaded.</param>
/// <param name="Repository">The repository it goes to; null for pub.dev.</param>
internal sealed record Publication(bool IsAllowed, Uri? Repository)
{
    /// <summary>Reads <c>publish_to</c>. What is neither <c>none</c> nor an address that may be used is reported.</summary>
    public static Publication Of(PubspecManifest manifest)
    {
        if (manifest.TextOf(manifest.Root, "publish_to") is not { } text)
        {
            return new Publication(manifest.Root?["publish_to"] is not Yaml.YamlMappingSyntax and not Yaml.YamlSequenceSyntax, null);
        }

        if (text.Value == "none")
        {
            return new Publication(false, null);
        }

        if (Uri.TryCreate(text.Value, UriKind.Absolute, out var address) && address.UserInfo.Length == 0 &&
            (address.Scheme == Uri.UriSchemeHttps || (address.Scheme == Uri.UriSchemeHttp && address.IsLoopback)))
        {
            return new Publication(true, PubRepository.IsPublic(address) ? null : address);
        }

        manifest.Report(text.Span, $"{manifest.Path}: 'publish_to' must be none or the https address of a repository without credentials, yet it is '{text.Value}'.");
        return new Publication(false, null);
    }
}
