using System.Collections.Immutable;
using System.Text.Json;
using ReleaseKit.Core.Diagnostics;

namespace ReleaseKit.Engine.Ecosystems.Npm;

/// <summary>What a registry tells about all versions of a package.</summary>
/// <param name="Tags">Version by dist-tag.</param>
/// <param name="Versions">Distribution by version.</param>
internal sealed record Packument(ImmutableDictionary<string, string> Tags, ImmutableDictionary<string, PackedVersion> Versions)
{
    private const string Sha512Prefix = "sha512-";

    /// <summary>Reads a registry's document; versions without a usable tarball address are refused.</summary>
    /// <exception cref="ReleaseException"><c>RK-REGISTRY-ANSWER</c>.</exception>
    public static Packument Parse(ReadOnlyMemory<byte> json, Uri from)
    {
        try
        {
            using var document = JsonDocument.Parse(json);
            var root = document.RootElement;
            return new Packument(
                Members(root, "dist-tags").Where(t => t.Value.ValueKind == JsonValueKind.String).ToImmutableDictionary(t => t.Name, t => t.Value.GetString()!),
                Members(root, "versions").ToImmutableDictionary(v => v.Name, v => ReadDist(v.Value)));
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException or KeyNotFoundException or FormatException or ArgumentException)
        {
            throw new ReleaseException(
                RegistryCodes.Answer.Create($"{from.GetLeftPart(UriPartial.Path)} does not answer with an npm package document: {e.Message} Check that the address is that of an npm registry."), e);
        }
    }

    private static JsonElement.ObjectEnumerator Members(JsonElement root, string name) =>
        root.TryGetProperty(name, out var members) ? members.EnumerateObject() : default;

    private static PackedVersion ReadDist(JsonElement version)
    {
        var dist = version.GetProperty("dist");
        var address = new Uri(dist.GetProperty("tarball").GetString() ?? "", UriKind.Absolute);
        if (address.Scheme != Uri.UriSchemeHttp && address.Scheme != Uri.UriSchemeHttps)
        {
            throw new FormatException($"a tarball's address has the scheme '{address.Scheme}'.");
        }

        var integrity = dist.TryGetProperty("integrity", out var value) && value.ValueKind == JsonValueKind.String ? value.GetString()! : "";
        var sha512 = integrity.Split(' ').FirstOrDefault(hash => hash.StartsWith(Sha512Prefix, StringComparison.Ordinal));
        return new PackedVersion(
            address, sha512 is null ? null : Convert.ToHexStringLower(Convert.FromBase64String(sha512[Sha512Prefix.Length..].Split('?')[0])), IsDeprecated(version));
    }

    /// <summary>Old documents also say it with true; an empty message takes a deprecation back.</summary>
    private static bool IsDeprecated(JsonElement version) => version.TryGetProperty("deprecated", out var value) &&
        (value.ValueKind == JsonValueKind.True || (value.ValueKind == JsonValueKind.String && value.GetString()!.Length > 0));
}

/// <summary>One version of a package document.</summary>
/// <param name="Address">Where its tarball is.</param>
/// <param name="Sha512">The tarball's digest in lower-case hexadecimal, where the registry tells it.</param>
/// <param name="IsDeprecated">Whether clients warn of it.</param>
internal sealed record PackedVersion(Uri Address, string? Sha512, bool IsDeprecated);
