namespace ReleaseKit.Tasks.Hosting;

/// <summary>What is done to packages, as <c>_ReleaseMode</c> says it; empty for building and publishing them.</summary>
internal static class PublicationMode
{
    /// <summary>They are built, and nothing is uploaded.</summary>
    public const string Pack = "pack";

    /// <summary>What was packed is published, and nothing is built.</summary>
    public const string Promote = "promote";

    /// <summary>The item metadata that names the package of a packed artifact.</summary>
    public const string Package = "Package";
}
