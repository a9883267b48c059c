; Inno Setup's recipe for Windows: ISCC /DVersion=0.1.0 packaging\windows\retrotimer.iss, after packaging\build\build.py.
[Setup]
AppId={{6E5B0B0E-52C6-4B0A-9D0B-0C8B6A2A7D31}
AppName=RetroTimer
AppVersion={#Version}
AppPublisher=The RetroTimer authors
DefaultDirName={autopf}\RetroTimer
DisableProgramGroupPage=yes
PrivilegesRequired=lowest
LicenseFile=..\..\LICENSE
SetupIconFile=..\..\assets\icons\retrotimer.ico
UninstallDisplayIcon={app}\retrotimer.exe
OutputDir=..\..\dist
OutputBaseFilename=RetroTimer-{#Version}-setup
Compression=lzma2
SolidCompression=yes
ArchitecturesAllowed=x64compatible
ArchitecturesInstallIn64BitMode=x64compatible

[Files]
Source: "..\..\dist\RetroTimer\*"; DestDir: "{app}"; Flags: recursesubdirs ignoreversion

[Icons]
Name: "{autoprograms}\RetroTimer"; Filename: "{app}\retrotimer.exe"

[Run]
Filename: "{app}\retrotimer.exe"; Description: "Start RetroTimer"; Flags: nowait postinstall skipifsilent
