namespace ReleaseKit.Engine.Ecosystems.Npm;

/// <summary>How a package is loaded.</summary>
internal enum EntryLoading
{
    /// <summary>It has no main module for Node.js.</summary>
    Nothing,

    /// <summary>With <c>import()</c>, which takes both kinds of modules.</summary>
    Import,

    /// <summary>With <c>require()</c>: JSON, native modules, and exports for <c>require</c> alone.</summary>
    Require,
}
