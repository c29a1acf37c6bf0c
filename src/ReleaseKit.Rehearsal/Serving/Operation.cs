namespace ReleaseKit.Rehearsal.Serving;

/// <summary>What a request is about, in the same words for every protocol.</summary>
public enum Operation
{
    /// <summary>Asks for facts: versions, an index, a service description.</summary>
    Read,

    /// <summary>Asks for a package's file.</summary>
    Download,

    /// <summary>Brings a package's file.</summary>
    Upload,

    /// <summary>Alters what is said about a package: tags, deprecation, unlisting, removal.</summary>
    Change,

    /// <summary>Asks for a credential of trusted publishing, or ends one.</summary>
    Exchange,
}
