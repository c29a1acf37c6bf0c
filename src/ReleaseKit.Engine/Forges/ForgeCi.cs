namespace ReleaseKit.Engine.Forges;

/// <summary>What a CI job's variables say of the forge it runs for.</summary>
/// <param name="Server">The forge's own address; null when they do not say.</param>
/// <param name="Api">The API's base; null when they do not say.</param>
/// <param name="Path">Owner and name of the repository; null when they do not say.</param>
internal sealed record ForgeCi(Uri? Server, Uri? Api, string? Path)
{
    /// <summary>Reads addresses; what is none counts as not said.</summary>
    public static ForgeCi? Of(string? server, string? api, string? path) =>
        path is null && server is null && api is null ? null : new ForgeCi(Address(server), Address(api), path is not null && ForgePaths.IsPath(path) ? path : null);

    private static Uri? Address(string? text) => Uri.TryCreate(text, UriKind.Absolute, out var address) && address.Scheme is "http" or "https" ? address : null;
}
